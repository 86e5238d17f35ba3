using Accel.Explore.Sweeps;

namespace Accel.Explore.Store;

/// <summary>A number of 64 bits for each row of a store; their sum tells whether all rows are as they were written.
/// </summary>
/// <remarks>
/// A sum does not depend on the order, so that shards add up to their whole, and parts may be read on several threads.
/// Pairs of words are folded by a multiplication of 128 bits, each under a key of its own, as in wyhash; the result is
/// mixed by the finaliser of MurmurHash3. It guards against damage, not against forgery.
/// </remarks>
public static class RowChecksum
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private static readonly ulong NotANumber = BitConverter.DoubleToUInt64Bits(double.NaN);

    /// <summary>The checksum of a row.</summary>
    /// <param name="reason">The checksum of its reason, 0 for a feasible point.</param>
    public static ulong Of(long index, ulong reason, ReadOnlySpan<double> metrics)
    {
        unchecked
        {
            ulong key = Step;
            ulong sum = Fold((ulong)index ^ key, reason ^ (key += Step));
            int metric = 0;
            for (; metric + 1 < metrics.Length; metric += 2)
            {
                sum += Fold(Bits(metrics[metric]) ^ (key += Step), Bits(metrics[metric + 1]) ^ (key += Step));
            }

            if (metric < metrics.Length)
            {
                sum += Fold(Bits(metrics[metric]) ^ (key += Step), key + Step);
            }

            return Mix(sum);
        }
    }

    /// <summary>The checksum of a reason; never 0.</summary>
    public static ulong Of(InfeasibleReason reason)
    {
        unchecked
        {
            ulong hash = Step;
            foreach (char letter in $"{reason.Text}\n{reason.Metric ?? "\n"}")
            {
                hash = Mix(hash + letter);
            }

            return hash | 1;
        }
    }

    /// <summary>All NaN are one, and so are both zeros: the store does not tell them apart.</summary>
    private static ulong Bits(double value) =>
        double.IsNaN(value) ? NotANumber : value == 0 ? 0 : BitConverter.DoubleToUInt64Bits(value);

    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCD;
            value = (value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53;
            return value ^ (value >> 33);
        }
    }
}
