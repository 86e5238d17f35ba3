using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Sim.DspChain.Programs;

namespace Accel.Explore.Reproductions.DspChain;

/// <summary>FlightLLM's times, rates, power, programs and resources, beside ours.</summary>
/// <remarks>
/// No figure of the model is fitted to a time or a rate: the geometry closes exactly with the published slices, and the
/// shares of bandwidth and of the cores' time are those of the artifact, which it has for another board than the U280.
/// </remarks>
internal sealed class FlightllmResults(ReproductionInputs inputs) : IReproduction
{
    private const double ClockHertz = 225e6;

    private static readonly (long Prompt, long Generated)[] Runs =
        [(128, 512), (128, 1024), (128, 1536), (512, 512), (512, 1024), (512, 1536)];

    private readonly ReferenceTable _published = ReferenceTable.Load("flightllm_results.csv");

    /// <inheritdoc/>
    public string Name => "flightllm";

    /// <inheritdoc/>
    public IReadOnlyList<string> Designs => ["flightllm-u280"];

    /// <inheritdoc/>
    public string Source =>
        "FlightLLM (FPGA 2024, arXiv 2401.03868), its artifact, and a third party's run of its bitstream on a U280";

    /// <inheritdoc/>
    public IReadOnlyList<string> Assumptions { get; } =
    [
        "a core is 128 chains of 16 slices and 64 chains are fed a cycle: 4096 and 1024 multiply-accumulates a cycle, "
            + "as in the artifact; three cores on the U280 are its 6144 slices",
        "from the artifact, for both boards: 0.70 of a channel's bandwidth within a core's own eight channels, 0.35 "
            + "across channels, which is taken for the KV cache",
        "inferred from the artifact, for both boards: it divides all times of its four cores by 3.2 and does not say "
            + "why, taken to be "
            + "cores that work 0.8 of the time",
        "three cores of eight channels use 24 of the U280's 32",
        "weights are 4-bit with an 8-bit scale for each 128: that makes 3.43 GB of Llama-2-7B's parameters, as "
            + "measured "
            + "on the board; the paper has 3.5 bits on average",
        "of the VHK158, only query and key projections are sparse, 0.7 kept, as in the artifact's list, and computed "
            + "at the "
            + "full rate by all chains, as its times have it but the paper's resources leave no room for",
        "loading and computing overlap within an operator, operators follow one another",
        "VHK158 figures are the artifact's model's, not a board's; its four cores are 8192 slices of two lanes, more "
            + "than the 7392 of the device: they would need its three-element dot product, which is not known to be so",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<ReproductionRow> Rows()
    {
        Technology u280 = inputs.Device("u280");
        Technology vhk158 = inputs.Device("vhk158");
        ModelShape llama = inputs.Model("llama-2-7b");
        List<ReproductionRow> rows = [];
        AddBoard(rows, u280, llama);
        AddHeadline(rows, u280, llama);
        AddProfile(rows, vhk158, llama);
        AddPrograms(rows, vhk158, llama);
        rows.AddRange(FlightllmCosts.Rows(FlightllmDesign.U280.On(u280)));
        return rows;
    }

    private void AddBoard(List<ReproductionRow> rows, Technology device, Model model)
    {
        foreach (long context in new[] { 128L, 512 })
        {
            string name = $"u280/board/kv-{context}";
            double cycles = FlightllmDesign.U280.Count(device, model, Phase.Decode(1, context)).Cycles;
            rows.Add(Row(name, "decode_cycles", cycles));
            rows.Add(Row(name, "decode_tokens_per_s", ClockHertz / cycles));
        }
    }

    private void AddHeadline(List<ReproductionRow> rows, Technology device, Model model)
    {
        FlightllmDesign flightllm = FlightllmDesign.U280;
        Design design = flightllm.On(device);
        double rate = Rate(flightllm, device, model);
        rows.Add(Row("u280/headline", "decode_tokens_per_s", rate,
            "the mean over two prompts and three lengths of the evaluation; 'about 55' is read from a figure"));
        ActivityCounts step = flightllm.Count(device, model, Phase.Decode(1, 512));
        double joules = PriceList.Compile(new PriceBook(device), design, flightllm.Precision).Price(step).Total.Value;
        double watts = joules / (step.Cycles / ClockHertz);
        rows.Add(Row("u280/headline", "power_w", watts,
            "the model has the device and its HBM; the published figure is taken to be the card's, with regulators, "
                + "host interface and fan, for which nobody published a figure"));
        rows.Add(new ReproductionRow("u280/headline", "energy_per_token_j", "J",
            Of("u280/headline", "power_w") / Of("u280/headline", "decode_tokens_per_s"), watts / rate,
            ReproductionKind.Predicted)
        {
            Note = "see power_w",
        });
        double seconds = step.Cycles / ClockHertz;
        double share = step.DramBytes / seconds / design.Dram.Bandwidth.Value;
        rows.Add(Row("u280/headline", "bandwidth_share", share,
            "of the peak over a whole token; the board run implies 0.39 to 0.43, so the published 0.659 counts "
                + "something else: within the channels in use and while they transfer, the artifact reckons with "
                + "0.70"));
    }

    private void AddProfile(List<ReproductionRow> rows, Technology device, Model model)
    {
        FlightllmDesign flightllm = FlightllmDesign.Vhk158;
        foreach (long context in new[] { 16L, 128, 256, 512, 640, 1024, 1536, 2048 })
        {
            rows.Add(Row($"vhk158/decode/{context}", "decode_ms",
                Milliseconds(flightllm, device, model, Phase.Decode(1, context))));
        }

        foreach ((long prompt, long generated) in Runs)
        {
            rows.Add(Row($"vhk158/{prompt}-{generated}", "decode_tokens_per_s",
                generated * 1e3 / Milliseconds(flightllm, device, model, Phase.Decode(generated, prompt))));
        }

        foreach (long prompt in new[] { 128L, 512 })
        {
            rows.Add(Row($"vhk158/prefill-{prompt}", "prefill_ms",
                Milliseconds(flightllm, device, model, Phase.Prefill(prompt))));
        }

        rows.Add(Row("vhk158/average", "decode_tokens_per_s", Rate(flightllm, device, model)));
        ActivityCounts step = flightllm.Count(device, model, Phase.Decode(1, 512));
        rows.Add(Row("vhk158/headline", "bandwidth_share",
            step.DramBytes / (step.Cycles / ClockHertz) / (flightllm.Gigabytes * 1e9),
            "the artifact's own times imply 0.42 of the peak with 4-bit weights; its decode is bound by computing"));
    }

    private void AddPrograms(List<ReproductionRow> rows, Technology device, Model model)
    {
        var fabric = (DspChainFabric)FlightllmDesign.Vhk158.On(device).Fabric;
        foreach ((string name, Phase phase) in new[]
        {
            ("decode-512", Phase.Decode(1, 512)), ("decode-2048", Phase.Decode(1, 2048)),
            ("prefill-128", Phase.Prefill(128)), ("prefill-512", Phase.Prefill(512)),
        })
        {
            InstructionCounts counts = InstructionEstimate.Of(
                fabric, WorkloadOperators.Expand(model, phase, 1, LogitsRule.All), phase.Context);
            string found = $"vhk158/program/{name}";
            rows.Add(Row(found, "products", counts.Products) with { Kind = ReproductionKind.Calibrated });
            rows.Add(Row(found, "loads", counts.Loads) with { Kind = ReproductionKind.Calibrated });
            rows.Add(new ReproductionRow(found, "bytes", "byte", null, counts.Bytes, ReproductionKind.Calibrated));
        }

        double all = ProgramStore.Bytes(fabric, model, ProgramBuckets.None, 2048);
        double shared = ProgramStore.Bytes(fabric, model, fabric.Programs, 2048);
        rows.Add(new ReproductionRow("program-sharing", "bytes_of_all_lengths", "byte", null, all,
            ReproductionKind.Calibrated));
        rows.Add(new ReproductionRow("program-sharing", "bytes_with_buckets", "byte", null, shared,
            ReproductionKind.Calibrated));
        rows.Add(Row("program-sharing", "reduction", all / shared,
            "by buckets alone, to 2048 tokens; the paper's about 500 has further steps that are not at hand") with
        {
            Kind = ReproductionKind.Calibrated,
        });
    }

    /// <summary>Generated tokens a second: the mean over the evaluation's prompts and lengths.</summary>
    private static double Rate(FlightllmDesign flightllm, Technology device, Model model) => Runs.Average(run =>
        run.Generated * 1e3 / Milliseconds(flightllm, device, model, Phase.Decode(run.Generated, run.Prompt)));

    private static double Milliseconds(FlightllmDesign flightllm, Technology device, Model model, Phase phase) =>
        flightllm.Count(device, model, phase).Cycles / ClockHertz * 1e3;

    private double Of(string name, string quantity) => _published.Number(Find(name, quantity), "value")!.Value;

    private int Find(string name, string quantity) => _published.Find(("case", name), ("quantity", quantity));

    private ReproductionRow Row(string name, string quantity, double modelled, string? note = null) => new(
        name, quantity, _published.Text(Find(name, quantity), "unit"), Of(name, quantity), modelled,
        ReproductionKind.Predicted)
    {
        Basis = _published.Basis(Find(name, quantity)), Note = note,
    };
}
