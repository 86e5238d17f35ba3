using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;
using Accel.HlsEmit.Engines;

namespace Accel.HlsEmit.BitSerial;

/// <summary>Bit-serial arrays and their bit-parallel baselines in hardware.</summary>
public sealed class BitSerialEngineFamily : IEngineFamily
{
    /// <summary>Most rows and columns of a small array and its tiles, as odd edges as the designs have.</summary>
    private const int SmallRows = 6, SmallColumns = 5, SmallTileRows = 4, SmallTileColumns = 3;

    /// <inheritdoc/>
    public string Kind => BitSerialFabric.KindName;

    /// <inheritdoc/>
    public string? WhyNot(Fabric fabric, TensorFormat weights, TensorFormat activations)
    {
        ArgumentNullException.ThrowIfNull(fabric);
        ArgumentNullException.ThrowIfNull(weights);
        return fabric.WhyNotWeights(weights, activations)
            ?? (WeightCoding.Of(weights.Element) is null
                ? $"the hardware library has no decoder for {weights.Element} weights"
                : null);
    }

    /// <inheritdoc/>
    public Design ScaleDown(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        var fabric = (BitSerialFabric)design.Fabric;
        return design with
        {
            Fabric = fabric with
            {
                Rows = Math.Min(fabric.Rows, SmallRows),
                Columns = Math.Min(fabric.Columns, SmallColumns),
                TileRows = Math.Min(fabric.TileRows, SmallTileRows),
                TileColumns = Math.Min(fabric.TileColumns, SmallTileColumns),
            },
        };
    }

    /// <inheritdoc/>
    public Engine Engine(Design design, TensorFormat weights, TensorFormat activations) =>
        Datapath(design, weights, activations).Engine();

    /// <inheritdoc/>
    /// <remarks>Short folds, each of which waits for the one before, come between long ones.</remarks>
    public IReadOnlyList<ProductShape> Shapes(Design design, TensorFormat weights, TensorFormat activations)
    {
        BitSerialDatapath datapath = Datapath(design, weights, activations);
        (int rows, int columns, int lanes) = (datapath.Fabric.Rows, datapath.Fabric.Columns, datapath.Fabric.Lanes);
        int group = datapath.Array.Group == 0 ? 64 : datapath.Array.Group;
        return
        [
            new(columns, (2 * group) + lanes + 1, rows), new(1, 1, 1),
            new((2 * columns) + 1, lanes + 1, (2 * rows) + 2), new(columns + 2, group + 3, rows + 1),
            new(2, lanes, (2 * rows) - 1), new((2 * columns) - 1, 3 * lanes, 3), new((2 * columns) + 1, 1, 1),
        ];
    }

    /// <inheritdoc/>
    public EngineProduct Product(
        Design design, TensorFormat weights, TensorFormat activations, ProductShape shape, int seed) =>
        new BitSerialEngineProduct(Datapath(design, weights, activations), shape, seed).Run();

    private BitSerialDatapath Datapath(Design design, TensorFormat weights, TensorFormat activations)
    {
        ArgumentNullException.ThrowIfNull(design);
        return WhyNot(design.Fabric, weights, activations) is { } reason
            ? throw new ArgumentException(reason, nameof(weights))
            : new BitSerialDatapath((BitSerialFabric)design.Fabric, weights);
    }
}
