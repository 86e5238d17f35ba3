using System.Globalization;
using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;
using Accel.Sim.Systolic.ScaleSim;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.Systolic.ScaleSim;

/// <summary>One row of scalesim_runs.csv as a design and an operator.</summary>
internal sealed record ScaleSimCase(ReferenceCsv Row)
{
    private static readonly Dictionary<string, Convolution> ResNet = ReferenceCsv.Read("scalesim_resnet50.csv")
        .ToDictionary(row => row["layer"], row => new Convolution(
            row.Count("height"), row.Count("width"), row.Count("channels"), row.Count("filter_height"),
            row.Count("filter_width"), row.Count("filters"), row.Count("stride"), row.Count("stride"),
            KeepsPartialWindow: true));

    /// <summary>The rows of stall-free mode that were run, or those whose figures come from formulas alone.</summary>
    public static IReadOnlyList<ScaleSimCase> StallFree(bool isMeasured) =>
    [
        .. ReferenceCsv.Read("scalesim_runs.csv")
            .Where(row => row["bandwidth_mode"] == "CALC" && row["status"] == "measured" == isMeasured)
            .Select(row => new ScaleSimCase(row)),
    ];

    public string Name => string.Create(CultureInfo.InvariantCulture,
        $"{Row["version"]} {Row["layer"]} {Row["dataflow"]} {Row["array_rows"]}x{Row["array_cols"]} "
        + $"{Row["M"]},{Row["K"]},{Row["N"]} {Row["ifmap_kB"]}K");

    public Convolution? Convolution => ResNet.GetValueOrDefault(Row["layer"]);

    public SystolicFabric Fabric => new()
    {
        Rows = Row.Int("array_rows"),
        Columns = Row.Int("array_cols"),
        Dataflow = DataflowOf(Row["dataflow"]),
    };

    public ScaleSimProduct Product =>
        ScaleSimSchedule.ProductOf(Fabric, Row.Count("M"), Row.Count("K"), Row.Count("N"));

    public GemmOperator Operator =>
        Gemm(Row.Count("M"), Row.Count("K"), Row.Count("N")) with { Convolution = Convolution };

    public RunContext Context => ContextOf(Fabric,
        Row.Count("ifmap_kB") * 1024, Row.Count("filter_kB") * 1024, Row.Count("ofmap_kB") * 1024, Phase.Prefill(1));

    public static Dataflow DataflowOf(string name) => name switch
    {
        "os" => Dataflow.OutputStationary,
        "ws" => Dataflow.WeightStationary,
        _ => Dataflow.InputStationary,
    };

    public static GemmOperator Gemm(long m, long k, long n) =>
        new() { Name = "gemm", Role = OperatorRole.Linear, Layers = 1, M = m, K = k, N = n };

    public static RunContext ContextOf(Fabric fabric, long activations, long weights, long outputs, Phase phase)
    {
        Design design = new()
        {
            Name = "systolic",
            Technology = Shipped.Technology,
            Fabric = fabric,
            Buffers = new BufferSet
            {
                Activations = Bits.FromBytes(activations),
                Weights = Bits.FromBytes(weights),
                Outputs = Bits.FromBytes(outputs),
            },
            Schedule = "scale-sim",
        };
        Precision precision = new(TensorFormat.Parse("int8"), TensorFormat.Parse("int8"), TensorFormat.Parse("int8"));
        return new RunContext(design, Shipped.Model("llama-2-7b"), precision, phase, 1);
    }
}
