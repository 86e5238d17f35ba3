using Accel.Arch.Activity;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;

namespace Accel.Explore.Reproductions.DspChain;

/// <summary>Whether AccLLM's rate and power on a U280 can be reached, by what they are bound, and how far.</summary>
/// <remarks>
/// The engine behind the published figures is not at hand. Engines of one shape are searched, and the fastest that fits
/// the device stands for it: the rows say what it reaches under different assumptions, not what AccLLM built.
/// </remarks>
internal sealed class AccllmResults(ReproductionInputs inputs) : IReproduction
{
    private const double ClockHertz = 225e6, PeakBytes = 460e9;

    /// <summary>Positions of Lambda-shaped attention: 4 sinks and a window of 1020; not published.</summary>
    private const long Positions = 1024;

    /// <summary>Every weight has a position of its own.</summary>
    private const string OwnPatterns = "int2/128~2:4";

    /// <summary>Three neighbouring channels share the positions of their weights.</summary>
    private const string SharedPatterns = "int2/128~2:4x3";

    private static readonly int[] ChainCounts = [32, 48, 64, 80, 96, 112, 128, 144];

    private static readonly int[] ChannelCounts = [8, 9, 10];

    private readonly ReferenceTable _published = ReferenceTable.Load("accllm_results.csv");

    /// <inheritdoc/>
    public string Name => "accllm";

    /// <inheritdoc/>
    public string Source =>
        "AccLLM (TVLSI 34(4) 2026, arXiv 2505.03745): abstract and secondhand notes; its figures are simulated";

    /// <inheritdoc/>
    public IReadOnlyList<string> Assumptions { get; } =
    [
        "the engine is not AccLLM's, whose structure was not at hand, but the fastest of three cores of 32 to 144 "
            + "chains of "
            + "16 slices with 8 to 10 channels each that fits a U280 without its shell",
        "0.70 of a channel's bandwidth, 0.35 across channels for the KV cache: FlightLLM's artifact, not AccLLM",
        "cores that never wait, where a row does not say 0.8 of the time as FlightLLM's artifact has it",
        "attention to 1024 positions: the paper's window is not at hand",
        "every kept weight has a 2-bit position, where a row does not say that three channels share it",
        "the rate is that of a decode step, head and embedding among it; the prompt is left out",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<ReproductionRow> Rows()
    {
        Technology device = inputs.Device("u280");
        ModelShape model = inputs.Model("llama-2-7b");
        AccllmEngine best = Fastest(device, model, 1, OwnPatterns);
        ActivityCounts step = best.Step(device, model, Positions);
        double rate = ClockHertz / step.Cycles;
        double watts = best.Watts(device, step);
        double flightllm = Flightllm(device, model, best.CoreEfficiency);
        double waiting = Fastest(device, model, FlightllmDesign.CoreEfficiency, OwnPatterns) is var engine
            ? ClockHertz / engine.Step(device, model, Positions).Cycles : 0;
        List<ReproductionRow> rows =
        [
            Row("decode_tokens_per_s", rate) with
            {
                Note = $"{best.Chains} chains and {best.ChannelsPerCore} channels a core; bound by "
                    + (step.DramCycles > step.ComputeCycles ? "DRAM" : "computing"),
            },
            Row("power_w", watts) with
            {
                Note = "the device and its HBM; what the published figure includes is not known",
            },
            Row("tokens_per_j", rate / watts),
            Row("throughput_over_flightllm", rate / flightllm) with
            {
                Note = "over flightllm as modelled here, at as many positions, cores of neither waiting",
            },
            Row("throughput_over_flightllm", waiting / Flightllm(device, model, FlightllmDesign.CoreEfficiency)) with
            {
                Case = "accllm/u280, cores waiting as FlightLLM's", Note = "cores of both waiting",
            },
        ];
        AddVariants(rows, device, model);
        AddLimits(rows, model, best);
        return rows;
    }

    private static double Flightllm(Technology device, Model model, double coreEfficiency) => ClockHertz
        / FlightllmDesign.U280.Count(device, model, Phase.Decode(1, Positions), coreEfficiency).Cycles;

    private void AddVariants(List<ReproductionRow> rows, Technology device, ModelShape model)
    {
        foreach ((string name, double efficiency, string weights) in new[]
        {
            ("cores waiting as FlightLLM's", FlightllmDesign.CoreEfficiency, OwnPatterns),
            ("three channels share a pattern", 1, SharedPatterns),
            ("both", FlightllmDesign.CoreEfficiency, SharedPatterns),
        })
        {
            AccllmEngine engine = Fastest(device, model, efficiency, weights);
            ActivityCounts step = engine.Step(device, model, Positions);
            rows.Add(Row("decode_tokens_per_s", ClockHertz / step.Cycles) with { Case = $"accllm/u280, {name}" });
        }
    }

    /// <summary>What DRAM alone allows, and what the published rate wants of it.</summary>
    private void AddLimits(List<ReproductionRow> rows, Model model, AccllmEngine best)
    {
        double weights = best.WeightBytes(model);
        double cache = 0.5 * 2 * 4096 * 32 * Positions;
        double published = Of("decode_tokens_per_s");
        double payload = model is ModelShape ? WorkloadOperators.LinearWeights(model) / 8.0 : 0;
        rows.Add(Limit("limit of 460 GB/s, kept weights alone", "decode_tokens_per_s", "token/s", PeakBytes / payload));
        rows.Add(Limit("limit of 460 GB/s, with positions, scales and KV cache", "decode_tokens_per_s", "token/s",
            PeakBytes / (weights + cache)));
        rows.Add(Limit(
            "limit of 0.70 of 460 GB/s, with positions, scales and KV cache", "decode_tokens_per_s", "token/s",
            0.70 * PeakBytes / (weights + cache)));
        rows.Add(Limit("what the published rate wants, kept weights alone", "bandwidth_share", "1",
            published * payload / PeakBytes));
        rows.Add(Limit("what the published rate wants, with positions, scales and KV cache", "bandwidth_share", "1",
            published * (weights + cache) / PeakBytes));
    }

    private static AccllmEngine Fastest(Technology device, Model model, double efficiency, string weights) => (
        from chains in ChainCounts
        from channels in ChannelCounts
        let engine = new AccllmEngine(chains, channels, efficiency, weights)
        where engine.Fits(device)
        orderby engine.Step(device, model, Positions).Cycles, chains, channels
        select engine).First();

    private static ReproductionRow Limit(string name, string quantity, string unit, double modelled) =>
        new($"accllm/{name}", quantity, unit, null, modelled, ReproductionKind.Predicted);

    private double Of(string quantity) => _published.Number(Find(quantity), "value")!.Value;

    private int Find(string quantity) => _published.Find(("quantity", quantity));

    private ReproductionRow Row(string quantity, double modelled) => new(
        "accllm/u280", quantity, _published.Text(Find(quantity), "unit"), Of(quantity), modelled,
        ReproductionKind.Predicted)
    {
        Basis = _published.Basis(Find(quantity)),
    };
}
