namespace Accel.Sim.Systolic.LoopTiling;

/// <summary>What a loop order moves between DRAM and the buffers, in bits.</summary>
/// <param name="Weights">Weights read.</param>
/// <param name="Activations">Activations read.</param>
/// <param name="Outputs">Outputs written.</param>
/// <param name="FirstLoad">What is loaded before the array starts.</param>
/// <param name="LastStore">What is stored after it ends.</param>
internal readonly record struct OrderCost(
    long Weights, long Activations, long Outputs, long FirstLoad, long LastStore)
{
    /// <summary>Walks the loops from the innermost out.</summary>
    /// <remarks>
    /// While a datum is resident, a loop that it does not depend on is free and one that it depends on multiplies it;
    /// once it is larger than half its buffer it is resident no more, and every loop further out multiplies it. What
    /// was last resident is loaded first, or stored last. Outputs that never return count 0 there from the first loop
    /// on that leaves them resident (a slip of ANT's simulator that its published numbers contain).
    /// </remarks>
    public static OrderCost Of(
        int order, in TileCounts counts, in TileSizes tile, in FusionArray array, bool outputsReturn)
    {
        var weights = new Datum(tile.Weights, array.WeightSramBits);
        var activations = new Datum(tile.Activations, array.ActivationSramBits);
        var outputs = new Datum(tile.Outputs, array.OutputSramBits);
        for (int depth = 0; depth < LoopOrders.Loops; depth++)
        {
            TileLoop loop = LoopOrders.At(order, depth);
            long count = counts.Of(loop);
            weights.Pass(count, loop is TileLoop.Channels or TileLoop.Filters);
            activations.Pass(count, loop != TileLoop.Filters);
            outputs.Pass(count, loop != TileLoop.Channels);
        }

        return outputsReturn
            ? new OrderCost(weights.Traffic, activations.Traffic, outputs.Traffic,
                weights.Resident + activations.Resident + outputs.Resident, outputs.Resident)
            : new OrderCost(weights.Traffic, activations.Traffic, outputs.Traffic,
                weights.Resident + activations.Resident, outputs.HasFitted ? 0 : outputs.Resident);
    }

    /// <summary>One kind of data on its way out through the loops.</summary>
    private struct Datum(long tile, long sram)
    {
        /// <summary>
        /// A product beyond this is held here: no sum of a few overflows, and no order that moves so much is chosen.
        /// </summary>
        private const long Most = long.MaxValue / 64;

        private readonly long _half = sram / 2;
        private bool _isResident = true;

        public long Traffic { get; private set; } = tile;

        public long Resident { get; private set; } = tile;

        /// <summary>Whether a loop that it depends on has left it resident.</summary>
        public bool HasFitted { get; private set; }

        public void Pass(long count, bool depends)
        {
            if (_isResident && !depends)
            {
                return;
            }

            long high = Math.BigMul(Traffic, count, out long low);
            Traffic = high != 0 || low is < 0 or > Most ? Most : low;
            if (!_isResident)
            {
                return;
            }

            if (Traffic > _half)
            {
                _isResident = false;
            }
            else
            {
                Resident = Traffic;
                HasFitted = true;
            }
        }
    }
}
