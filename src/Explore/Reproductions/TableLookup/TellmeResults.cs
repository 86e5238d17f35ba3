using Accel.Arch.Designs;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.CostModel;

namespace Accel.Explore.Reproductions.TableLookup;

/// <summary>What TeLLMe measures on a KV260: time to the first token, and rates of prompt and generation.</summary>
/// <remarks>
/// Fitted to the time at 64 tokens is one whole number of each version: in how many cycles the lookups of v2 start, and
/// how many v1 has. How many v2 has is fitted to the LUTs of full tables, and so are other resources to resources
/// (<see cref="TellmeCosts"/>). All else comes from the papers' structure or from what others measured on the board.
/// </remarks>
internal sealed class TellmeResults(ReproductionInputs inputs) : IReproduction
{
    private const string Table = "tellme_results.csv";

    private const string Fitted = "lookups a cycle, Q over their interval, were fitted to it";

    /// <summary>A prompt of 128 tokens and generation up to 1024 positions.</summary>
    private static readonly Phase Generation = Phase.Decode(896, 128);

    private readonly ReferenceTable _published = ReferenceTable.Load(Table);

    private Technology Device => inputs.Device("kv260");

    private ModelShape Model => inputs.Model("bitnet-b1.58-0.7b");

    /// <inheritdoc/>
    public string Name => "tellme";

    /// <inheritdoc/>
    public IReadOnlyList<string> Designs => ["tellme-kv260"];

    /// <inheritdoc/>
    public string Source => "TeLLMe v2 (arXiv 2510.15926) and v1 (arXiv 2504.16266), BitNet b1.58 0.7B on a KV260";

    /// <inheritdoc/>
    public IReadOnlyList<string> Assumptions { get; } =
    [
        "fitted: v2's 24 lookups to the LUTs of full tables, and that they start every fourth cycle to the time to the "
            + "first of 64 tokens; v1's four a cycle to the same time; neither paper's text at hand says Q",
        "v2's paper speaks of a lookup in every cycle; but then that time wants Q = 6, with which the engine would "
            + "take half of its LUTs",
        "prefill attention holds 4 queries with 2 FP16 lanes each for scores and 2 for values: the largest power of "
            + "two that the unit's 115 DSP slices hold at about 10 a lane; decode attention has 16 lanes, the 16 "
            + "FP16 of a 256-bit word of its port",
        "v1 is taken to have no unit for decode attention, so that one query's lanes do it: chosen because its rate "
            + "says so, not read",
        "19.2 GB/s of DDR4 at 0.83: 15.9 GB/s, what bitnet-kv260 measures on this board; matrices are loaded whole, "
            + "then multiplied",
        "the language-model head is FP16 on the processor, whose four cores read it at 6.3 GB/s: what bitnet-kv260's "
            + "int8 head takes there (328 MB in 52 ms); neither paper's text at hand says where the head runs",
        "v2's rate of generation is the mean from a prompt of 128 tokens to 1024 positions, since its context is not "
            + "at hand; v1's is at 1024 positions, as its abstract has it",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<ReproductionRow> Rows()
    {
        List<ReproductionRow> rows = [];
        AddPrefill(rows, TellmeDesign.V2);
        AddLongPrompt(rows);
        AddGeneration(rows);
        AddPrefill(rows, TellmeDesign.V1);
        rows.Add(Row(TellmeDesign.V1, "decode", 1 / Seconds(TellmeDesign.V1, Phase.Decode(1, 1024)),
            ReproductionKind.Calibrated) with
        {
            Note = "that one query's lanes do decode attention was chosen on this number",
        });
        Design built = TellmeDesign.V2.On(Device);
        rows.AddRange(TellmeCosts.Rows(
            built, new PriceBook(Device), TellmeDesign.Count(built, Model, Generation)));
        return rows;
    }

    private void AddPrefill(List<ReproductionRow> rows, TellmeDesign version)
    {
        double shorter = Seconds(version, Phase.Prefill(64));
        double longer = Seconds(version, Phase.Prefill(128));
        rows.Add(Row(version, "ttft-64", shorter, ReproductionKind.Calibrated) with { Note = Fitted });
        rows.Add(Row(version, "ttft-128", longer, ReproductionKind.Predicted));
        double published = (Published(version, "ttft-128")!.Value - Published(version, "ttft-64")!.Value) / 64;
        rows.Add(new ReproductionRow($"{version.Version}/64 to 128 tokens", "ttft_slope_s", "s/token", published,
            (longer - shorter) / 64, ReproductionKind.Predicted));
        if (version == TellmeDesign.V2)
        {
            rows.Add(Row(version, "prefill", 64 / shorter, ReproductionKind.Calibrated) with
            {
                Note = $"{Fitted}; this is the same measurement",
            });
        }
    }

    private void AddLongPrompt(List<ReproductionRow> rows) =>
        rows.Add(Row(TellmeDesign.V2, "ttft-768", Seconds(TellmeDesign.V2, Phase.Prefill(768)),
            ReproductionKind.Predicted) with
        {
            Note = "published secondhand, as the static baseline of another work, taken to be this design",
        });

    /// <summary>The mean, and rates at single contexts, which say how far the context decides.</summary>
    private void AddGeneration(List<ReproductionRow> rows)
    {
        double mean = Generation.Steps / Seconds(TellmeDesign.V2, Generation);
        rows.Add(Row(TellmeDesign.V2, "decode", mean, ReproductionKind.Predicted) with
        {
            Note = "nothing was fitted, but the context is a choice: the rows below have the rate at others",
        });
        foreach (long context in new[] { 64L, 256, 512, 1024 })
        {
            rows.Add(new ReproductionRow($"v2/decode at {context} positions", "decode_tokens_per_s", "token/s", null,
                1 / Seconds(TellmeDesign.V2, Phase.Decode(1, context)), ReproductionKind.Predicted));
        }
    }

    private double Seconds(TellmeDesign version, Phase phase) => version.Seconds(Device, Model, phase);

    private double? Published(TellmeDesign version, string name) => _published.Number(Find(version, name), "value");

    private int Find(TellmeDesign version, string name) =>
        _published.Find(("version", version.Version), ("case", name));

    private ReproductionRow Row(TellmeDesign version, string name, double modelled, ReproductionKind kind)
    {
        int row = Find(version, name);
        return new ReproductionRow($"{version.Version}/{name}", _published.Text(row, "quantity"),
            _published.Text(row, "unit"), _published.Number(row, "value"), modelled, kind);
    }
}
