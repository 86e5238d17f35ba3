using Accel.Arch.Activity;
using Accel.Arch.Designs.Systolic;
using Accel.Sim.Memory;

namespace Accel.Sim.Systolic;

/// <summary>Closed form of what the array does, for one product and summed over a growing context.</summary>
/// <remarks>
/// All counts are products of extents and folds along M, K and N; summed over N or K each has a closed form. An operand
/// that travels is read once for each fold of the other; one that stays is read once for each chunk of the stream.
/// Partial sums of all K folds but the last are written to the output buffer and read back; output-stationary arrays
/// have none.
/// </remarks>
internal static class SystolicActivity
{
    /// <summary>One product. Cycles and idle PEs are left at 0: a schedule knows them.</summary>
    public static ActivityCounts Count(in SystolicArray array, long m, long k, long n) => Of(
        array, m, Single(k, FoldK(array)), Single(n, array.FoldN));

    /// <summary>The sum over N = n .. last.</summary>
    public static ActivityCounts SumOverN(in SystolicArray array, long m, long k, long n, long last) => Of(
        array, m, Single(k, FoldK(array)), UpTo(last, array.FoldN).Minus(UpTo(n - 1, array.FoldN)));

    /// <summary>The sum over K = k .. last.</summary>
    public static ActivityCounts SumOverK(in SystolicArray array, long m, long k, long last, long n) => Of(
        array, m, UpTo(last, FoldK(array)).Minus(UpTo(k - 1, FoldK(array))), Single(n, array.FoldN));

    private static ActivityCounts Of(in SystolicArray array, long m, in Along k, in Along n)
    {
        long foldsM = SystolicTiming.Folds(m, array.FoldM);
        long macs = m * k.Size * n.Size;
        long activationReads = m * k.Size * n.Folds;
        long weightReads = foldsM * k.Size * n.Size;
        long outputs = m * k.Terms * n.Size;
        long partials = array.Dataflow == Dataflow.OutputStationary ? 0 : m * (k.Folds - k.Terms) * n.Size;
        return new ActivityCounts
        {
            Macs = macs,
            PeActiveCycles = macs * array.PesPerMac,
            EncoderCycles = array.DecodesWeights ? weightReads : 0,
            ActivationDecoderCycles = array.DecodesActivations ? activationReads : 0,
            AccumulatorUpdates = partials,
            ActivationReads = activationReads,
            ActivationReadBits = activationReads * array.ActivationBits,
            WeightReads = weightReads,
            WeightReadBits = weightReads * array.WeightBits,
            OutputWrites = outputs,
            OutputWriteBits = (outputs * array.ActivationBits) + (partials * array.SumBits),
            OutputReadBits = partials * array.SumBits,
        };
    }

    private static long FoldK(in SystolicArray array) =>
        array.Dataflow == Dataflow.OutputStationary ? long.MaxValue / 2 : array.Rows;

    private static Along Single(long extent, long fold) => new(extent, SystolicTiming.Folds(extent, fold), 1);

    /// <summary>The sums over extents 1 .. last.</summary>
    private static Along UpTo(long last, long fold) => new(
        last <= 0 ? 0 : last * (last + 1) / 2,
        fold > last ? Math.Max(0, last) : StaircaseSums.SumOfFloor(last, fold, 1, fold),
        Math.Max(0, last));

    /// <summary>Sizes along one dimension, or their sums over a range of it.</summary>
    /// <param name="Size">The extent.</param>
    /// <param name="Folds">Its folds.</param>
    /// <param name="Terms">How many extents were summed.</param>
    private readonly record struct Along(long Size, long Folds, long Terms)
    {
        public Along Minus(in Along other) => new(Size - other.Size, Folds - other.Folds, Terms - other.Terms);
    }
}
