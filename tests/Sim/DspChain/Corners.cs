using Accel.Arch.Designs.DspChain;

namespace Accel.Tests.Sim.DspChain;

/// <summary>Operands of packings from the ends and the middle of their ranges, and at random.</summary>
internal static class Corners
{
    /// <summary>The least and its neighbour, -1, 0, 1, the greatest: those of them that are in range.</summary>
    public static int[] Of(int bits, bool isSigned, bool excludesMinimum = false)
    {
        int greatest = (1 << (isSigned ? bits - 1 : bits)) - 1;
        int least = !isSigned ? 0 : excludesMinimum ? -greatest : -greatest - 1;
        return
        [
            .. new[] { least, least + 1, -1, 0, 1, greatest }.Where(value => value >= least && value <= greatest)
                .Distinct(),
        ];
    }

    /// <summary>All weights and activations of a packing from the corners, in turn in the same arrays.</summary>
    public static IEnumerable<(int[] Weights, int[] Activations)> All(DspPacking packing, bool excludesMinimum = false)
    {
        int[] weight = Of(packing.WeightBits, isSigned: true, excludesMinimum);
        int[] activation = Of(packing.ActivationBits, packing.SignedActivations);
        var weights = new int[packing.Weights];
        var activations = new int[packing.Activations];
        long count = 1;
        for (int i = 0; i < weights.Length + activations.Length; i++)
        {
            count *= i < weights.Length ? weight.Length : activation.Length;
        }

        for (long code = 0; code < count; code++)
        {
            long rest = code;
            Digits(weights, weight, ref rest);
            Digits(activations, activation, ref rest);
            yield return (weights, activations);
        }
    }

    /// <summary>Fills with random values, half of them corners.</summary>
    public static void Fill(Random random, int[] values, int bits, bool isSigned, bool excludesMinimum = false)
    {
        int[] corners = Of(bits, isSigned, excludesMinimum);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.Next(2) == 0
                ? corners[random.Next(corners.Length)]
                : random.Next(corners.Min(), corners.Max() + 1);
        }
    }

    /// <summary>Adds products to plain sums, [weights x activations].</summary>
    public static void Add(int[] weights, int[] activations, long times, long[] sums)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += times * weights[i / activations.Length] * activations[i % activations.Length];
        }
    }

    private static void Digits(int[] values, int[] corners, ref long code)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = corners[code % corners.Length];
            code /= corners.Length;
        }
    }
}
