using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.HlsEmit.Engines;
using Accel.Sim.Systolic;

namespace Accel.HlsEmit.Systolic;

/// <summary>Systolic arrays in hardware: an engine for each pair of formats, in all three dataflows.</summary>
/// <remarks>
/// A fabric of PEs that can be taken apart becomes the array as it is for the two formats; it is not taken apart and
/// fused while it runs.
/// </remarks>
public sealed class SystolicEngineFamily : IEngineFamily
{
    /// <summary>Rows and columns of a small array: even ones, even ones of floating-point PEs, which take synthesis
    /// much longer, and odd ones.</summary>
    private const int EvenSide = 4, EvenFloatingSide = 2, OddSide = 3;

    /// <summary>Vectors that find room below a small array.</summary>
    private const int SmallDepth = 8;

    /// <summary>Vectors up to which a product of several chunks is simulated in seconds.</summary>
    private const int MostVectors = 300;

    /// <inheritdoc/>
    public string Kind => SystolicFabric.KindName;

    /// <inheritdoc/>
    public string? WhyNot(Fabric fabric, TensorFormat weights, TensorFormat activations) =>
        SystolicDatapath.WhyNot((SystolicFabric)fabric, weights, activations);

    /// <inheritdoc/>
    /// <remarks>The output buffer, whose half the accumulators are, shrinks with the array.</remarks>
    public Design ScaleDown(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        var whole = (SystolicFabric)design.Fabric;
        SystolicFabric fabric = whole with
        {
            Rows = Small(whole, whole.Rows), Columns = Small(whole, whole.Columns),
        };
        Bits outputs = new(2L * SmallDepth * fabric.Columns * fabric.Splits * SystolicArray.FloatSumBits);
        return design with
        {
            Fabric = fabric,
            Buffers = design.Buffers with
            {
                Outputs = outputs < design.Buffers.Outputs ? outputs : design.Buffers.Outputs,
            },
        };
    }

    /// <inheritdoc/>
    public Engine Engine(Design design, TensorFormat weights, TensorFormat activations) =>
        SystolicDatapath.Of(design, weights, activations).Engine();

    /// <inheritdoc/>
    public IReadOnlyList<ProductShape> Shapes(Design design, TensorFormat weights, TensorFormat activations)
    {
        SystolicArray array = SystolicDatapath.Of(design, weights, activations).Array;
        (int rows, int columns) = (array.Rows, array.Columns);
        if (array.Dataflow == Dataflow.OutputStationary)
        {
            return
            [
                new(1, 1, 1), new(rows, 9, columns), new((2 * rows) + 1, 6, columns + 2), new(3, 17, (2 * columns) - 1),
                new(rows + 2, 2, 1),
            ];
        }

        // A short fold first: sums on the way down at a reset are not to be among its own.
        ProductShape[] shapes =
        [
            new(1, 1, 1), new(5, rows, columns), new(4, (2 * rows) + 1, columns + 2),
            new(1, rows + 2, (2 * columns) - 1), new(7, 1, columns),
            .. array.Depth > MostVectors ? Array.Empty<ProductShape>() :
            [
                new(((int)array.Depth * 2) + 1, (2 * rows) - 1, columns + 1), new((int)array.Depth, rows, 1),
            ],
        ];
        return array.Dataflow == Dataflow.WeightStationary
            ? shapes
            : [.. shapes.Select(shape => new ProductShape(shape.N, shape.K, shape.M))];
    }

    /// <inheritdoc/>
    public EngineProduct Product(
        Design design, TensorFormat weights, TensorFormat activations, ProductShape shape, int seed) =>
        new SystolicEngineProduct(SystolicDatapath.Of(design, weights, activations), shape, seed).Run();

    /// <summary>Fewer PEs along a side; odd stays odd.</summary>
    private static int Small(SystolicFabric fabric, int side)
    {
        int small = side % 2 != 0 ? OddSide
            : fabric.Pe is SystolicPe.FloatingPoint or SystolicPe.LMul ? EvenFloatingSide
            : Math.Max(1, EvenSide / fabric.Splits);
        return Math.Min(side, small);
    }
}
