using Accel.Arch.Workloads;

namespace Accel.Explore.Reproductions.TableLookup;

/// <summary>What bitnet-kv260 measures on a KV260, from its structure as far as that goes.</summary>
/// <remarks>
/// Bytes follow from the packing, and the head's stream from the engines' beats. The layers' stream reaches 80 % of
/// that rate for reasons that its author places within the bursts of two ports; that share is fitted. A token's other
/// half is the processor's and the element-wise logic's time, measured and taken over.
/// </remarks>
internal sealed class BitnetBoard(ReproductionInputs inputs) : IReproduction
{
    private static readonly string[] TakenOver =
        ["rescore_ms", "glue_ms", "attention_ms", "norms_ms", "shift_scan_ms", "loads_ms"];

    private readonly ReferenceTable _published = ReferenceTable.Load("bitnet_kv260.csv");

    /// <inheritdoc/>
    public string Name => "bitnet-kv260";

    /// <inheritdoc/>
    public string Source => "github.com/MerlijnW70/bitnet-kv260, docs/measurements.md: BitNet b1.58 2B-4T on a KV260";

    /// <inheritdoc/>
    public IReadOnlyList<string> Assumptions { get; } =
    [
        "fitted: the layers' weights stream at 12.73 GB/s of the engines' 16.0; that the head's reach 16.0 is "
            + "predicted",
        "taken over as measured, because they are software or logic of which only the time is published: the head's "
            + "exact scores, element-wise logic, attention, norms, the shift scan, loads of activations and sums",
        "four positions of a prompt take two passes over the weights, as its documents say",
        "beyond 250 positions a token takes longer by as much for each position: fitted between 250 and 1000",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<ReproductionRow> Rows()
    {
        StreamEngines engines = StreamEngines.Board;
        ModelShape model = inputs.Model("bitnet-b1.58-2b-4t");
        long layers = engines.LayerBytes(model);
        long head = engines.HeadBytes(model);
        double rate = Of("model_bytes") / Of("layer_stream_ms");
        double layerTime = layers / rate;
        double headTime = head / engines.BytesPerSecond * 1e3;
        double token = layerTime + headTime + TakenOver.Sum(Of);
        return
        [
            Row("model_bytes", layers, ReproductionKind.Exact),
            Row("head_bytes", head, ReproductionKind.Exact),
            Row("layer_stream_ms", layerTime, ReproductionKind.Calibrated, "its rate was fitted; at the engines' rate "
                + "it would be 26.1 ms"),
            Row("head_stream_ms", headTime, ReproductionKind.Predicted, "at the engines' rate"),
            Row("floor_ms", (layers + head) / engines.BytesPerSecond * 1e3, ReproductionKind.Exact,
                "both streams at the engines' rate, all else hidden"),
            Row("token_ms", token, ReproductionKind.Calibrated, "two streams, and the rest as measured; 2.6 ms of a "
                + "token are in no published part"),
            Row("prompt_batched", 1e3 / ((1e3 / Of("prompt_unbatched")) - (layerTime / 2)), ReproductionKind.Predicted,
                "the unbatched prompt less half of the layers' stream"),
            Row("rate_1800", 1e3 / (Time("rate_1000") + ((Time("rate_1000") - Time("rate_250")) * 800 / 750)),
                ReproductionKind.Predicted, "by the line through 250 and 1000 positions"),
        ];
    }

    private double Time(string quantity) => 1e3 / Of(quantity);

    private double Of(string quantity) => _published.Number(Find(quantity), "value")!.Value;

    private int Find(string quantity) => _published.Find(("quantity", quantity));

    private ReproductionRow Row(string quantity, double modelled, ReproductionKind kind, string? note = null) =>
        new("BitNet-b1.58-2B-4T", quantity, _published.Text(Find(quantity), "unit"), Of(quantity), modelled, kind)
        {
            Note = note,
        };
}
