using System.Globalization;
using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Technologies;
using Accel.Arch.Units;
using Accel.Arch.Workloads;

namespace Accel.Explore.Reproductions.ScaleSim;

/// <summary>One run of SCALE-Sim as a design and an operator.</summary>
internal sealed record ScaleSimCase(Design Design, GemmOperator Operator)
{
    /// <summary>No model: the runs are single products.</summary>
    public static readonly ModelShape NoModel = new()
    {
        Name = "gemm", Hidden = 1, Layers = 1, Heads = 1, KvHeads = 1, HeadDim = 1, FeedForward = 1,
        GatedFeedForward = false, Vocabulary = 1,
    };

    /// <summary>The case that a row of the table describes.</summary>
    public static ScaleSimCase Of(ReferenceTable runs, int row, Technology technology, Convolution? convolution) => new(
        new Design
        {
            Name = "systolic",
            Technology = technology,
            Fabric = new SystolicFabric
            {
                Rows = (int)Count(runs, row, "array_rows"),
                Columns = (int)Count(runs, row, "array_cols"),
                Dataflow = runs.Text(row, "dataflow") switch
                {
                    "os" => Dataflow.OutputStationary,
                    "ws" => Dataflow.WeightStationary,
                    _ => Dataflow.InputStationary,
                },
            },
            Buffers = new BufferSet
            {
                Activations = Bits.FromKibibytes(Count(runs, row, "ifmap_kB")),
                Weights = Bits.FromKibibytes(Count(runs, row, "filter_kB")),
                Outputs = Bits.FromKibibytes(Count(runs, row, "ofmap_kB")),
            },
            Schedule = "scale-sim",
        },
        new GemmOperator
        {
            Name = runs.Text(row, "layer"), Role = OperatorRole.Linear, Layers = 1, M = Count(runs, row, "M"),
            K = Count(runs, row, "K"), N = Count(runs, row, "N"), Convolution = convolution,
        });

    /// <summary>The case's name: <c>v2/gemm/ws/32x32/128x768x768/64KiB</c>.</summary>
    public string Name(string version)
    {
        var fabric = (SystolicFabric)Design.Fabric;
        string dataflow = fabric.Dataflow switch
        {
            Dataflow.OutputStationary => "os",
            Dataflow.WeightStationary => "ws",
            _ => "is",
        };
        return string.Create(CultureInfo.InvariantCulture,
            $"{version}/{Operator.Name}/{dataflow}/{fabric.Rows}x{fabric.Columns}/"
            + $"{Operator.M}x{Operator.K}x{Operator.N}/{Design.Buffers.Activations.Bytes / 1024}KiB");
    }

    private static long Count(ReferenceTable runs, int row, string column) =>
        long.Parse(runs.Text(row, column), CultureInfo.InvariantCulture);
}
