namespace Accel.Sim.Schedules;

/// <summary>The sizes of blocks that a plan search tries along one dimension, from all of it down to one fold.</summary>
/// <remarks>
/// A dimension is shared out evenly over 1, 2, 3, 4, 6, 8, 12, ... blocks of whole folds. The sizes depend on the
/// product alone, so that a larger buffer adds candidates and takes none away.
/// </remarks>
internal static class BlockLadder
{
    /// <summary>Room for the ladder of any extent that inputs allow: two steps an octave of 40, and a few.</summary>
    public const int MaximumSteps = 88;

    /// <summary>One size: the block's extent, how many blocks that makes, and the folds of the last of them.</summary>
    public readonly record struct Step(long Block, long Blocks, long EdgeFolds, bool IsOneFold);

    /// <summary>Writes the ladder, largest block first.</summary>
    /// <returns>How many steps it has.</returns>
    public static int Fill(long extent, long fold, Span<Step> steps)
    {
        long folds = (extent + fold - 1) / fold;
        long last = 0;
        int used = 0;
        for (long count = 1; last != 1; count = After(count))
        {
            long each = count >= folds ? 1 : (folds + count - 1) / count;
            if (each != last)
            {
                long blocks = (folds + each - 1) / each;
                steps[used++] = new Step(each * fold, blocks, folds - ((blocks - 1) * each), each == 1);
                last = each;
            }
        }

        return used;
    }

    private static long After(long count) =>
        count < 4 ? count + 1 : long.IsPow2(count) ? count / 2 * 3 : count / 3 * 4;
}
