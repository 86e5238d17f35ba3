namespace Accel.Sim.Systolic.LoopTiling;

/// <summary>The 120 orders of the five loops over tiles, and which of them can differ in what they cost.</summary>
/// <remarks>
/// An order is packed into an integer, three bits a loop, the innermost loop lowest. Orders of one class have the same
/// traffic and the same resident sizes for every tile of their kind, because
/// <list type="bullet">
/// <item>the two loops over output pixels have the same count and bear on the same data;</item>
/// <item>a loop that runs once changes no product. It matters only to the outputs, and only when it is the innermost
/// of the loops that they depend on: there the rules first ask whether they fit.</item>
/// </list>
/// So an order is known by its loops that run more than once, and by where that one loop, if it runs once, stands among
/// them. A matrix product that is cut in three dimensions has 14 classes.
/// </remarks>
public static class LoopOrders
{
    public const int Loops = 5;

    private const int BitsPerLoop = 3;

    private const int LoopMask = (1 << BitsPerLoop) - 1;

    /// <summary>Stands for the innermost loop of the outputs where it runs once.</summary>
    private const int Once = 6;

    private static readonly int[] Every = [.. Permutations([], [.. Enum.GetValues<TileLoop>()])];

    private static readonly int[][] Classes =
        [.. Enumerable.Range(0, 16).Select(mask => Every.DistinctBy(order => Signature(order, mask)).ToArray())];

    /// <summary>All 120 orders.</summary>
    public static ReadOnlySpan<int> All => Every;

    /// <summary>One order of each class, for a tiling in which some loops run only once.</summary>
    public static ReadOnlySpan<int> For(long batches, long outputs, long channels, long filters) =>
        Classes[(batches == 1 ? 1 : 0) | (outputs == 1 ? 2 : 0) | (channels == 1 ? 4 : 0) | (filters == 1 ? 8 : 0)];

    /// <summary>The loop at a depth, 0 being the innermost.</summary>
    public static TileLoop At(int order, int depth) => (TileLoop)((order >> (BitsPerLoop * depth)) & LoopMask);

    /// <summary>Packs five loops, outermost first.</summary>
    public static int Pack(IEnumerable<TileLoop> outermostFirst) =>
        outermostFirst.Aggregate(0, (order, loop) => (order << BitsPerLoop) | (int)loop);

    private static IEnumerable<int> Permutations(TileLoop[] chosen, TileLoop[] left) => left.Length == 0
        ? [Pack(chosen)]
        : left.SelectMany(loop => Permutations([.. chosen, loop], [.. left.Where(other => other != loop)]));

    /// <summary>What an order is known by: its loops that matter, innermost lowest, equal ones as one.</summary>
    private static int Signature(int order, int mask)
    {
        int signature = 0, digits = 0;
        bool outputsSeen = false;
        for (int depth = 0; depth < Loops; depth++)
        {
            TileLoop loop = At(order, depth);
            bool isOnce = (mask & MaskOf(loop)) != 0;
            bool isFirstOfOutputs = !outputsSeen && loop != TileLoop.Channels;
            outputsSeen |= isFirstOfOutputs;
            if (!isOnce || isFirstOfOutputs)
            {
                int name = isOnce ? Once : loop == TileLoop.OutputRows ? (int)TileLoop.OutputColumns : (int)loop;
                signature |= (name + 1) << (BitsPerLoop * digits++);
            }
        }

        return signature;
    }

    private static int MaskOf(TileLoop loop) => loop switch
    {
        TileLoop.Batch => 1,
        TileLoop.OutputColumns or TileLoop.OutputRows => 2,
        TileLoop.Channels => 4,
        _ => 8,
    };
}
