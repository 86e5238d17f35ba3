namespace Accel.Sim.Schedules;

/// <summary>
/// The sizes of blocks that a plan search tries along one dimension, from all of it down to one fold.
/// </summary>
/// <remarks>
/// A dimension is shared out evenly over 1, 2, 3, 4, 6, 8, 12, ... blocks of whole folds. The sizes depend on the
/// product alone, so that a larger buffer adds candidates and takes none away. Each thread keeps the ladders it met
/// last: the points of a sweep ask for few, over and over.
/// </remarks>
internal static class BlockLadder
{
    private const int Slots = 1024;

    [ThreadStatic]
    private static Entry[]? s_kept;

    /// <summary>One size: the block's extent, how many blocks that makes, and the folds of the last of them.</summary>
    public readonly record struct Step(long Block, long Blocks, long EdgeFolds, bool IsOneFold);

    /// <summary>The ladder of a dimension, largest block first.</summary>
    public static ReadOnlySpan<Step> Of(long extent, long fold)
    {
        // Pairs of slots, so that two ladders of one place do not push each other out again and again.
        Entry[] kept = s_kept ??= new Entry[Slots];
        int slot = Slot(extent, fold) & ~1;
        ref Entry first = ref kept[slot];
        ref Entry second = ref kept[slot + 1];
        if (first.Extent == extent && first.Fold == fold)
        {
            return first.Steps;
        }

        if (second.Extent != extent || second.Fold != fold)
        {
            second = first;
            first = new Entry(extent, fold, Make(extent, fold));
            return first.Steps;
        }

        return second.Steps;
    }

    /// <summary>Spreads extents, which are mostly multiples of a power of two, over the slots.</summary>
    private static int Slot(long extent, long fold) =>
        (int)(unchecked(((ulong)extent * 0x9E3779B97F4A7C15) + ((ulong)fold * 0xC2B2AE3D27D4EB4F)) >> 54);

    private static Step[] Make(long extent, long fold)
    {
        long folds = (extent + fold - 1) / fold;
        List<Step> steps = [];
        long last = 0;
        for (long count = 1; last != 1; count = After(count))
        {
            long each = count >= folds ? 1 : (folds + count - 1) / count;
            if (each != last)
            {
                long blocks = (folds + each - 1) / each;
                steps.Add(new Step(each * fold, blocks, folds - ((blocks - 1) * each), each == 1));
                last = each;
            }
        }

        return [.. steps];
    }

    private static long After(long count) =>
        count < 4 ? count + 1 : long.IsPow2(count) ? count / 2 * 3 : count / 3 * 4;

    private readonly record struct Entry(long Extent, long Fold, Step[] Steps);
}
