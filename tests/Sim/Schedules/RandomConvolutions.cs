using Accel.Arch.Workloads;

namespace Accel.Tests.Sim.Schedules;

/// <summary>
/// Seeded small convolutions: all strides, padding, windows that hang over the edge, groups, batches.
/// </summary>
internal static class RandomConvolutions
{
    public static Convolution Next(Random random)
    {
        int height = random.Next(1, 14), width = random.Next(1, 12);
        int filterHeight = random.Next(1, Math.Min(height, 5) + 1), filterWidth = random.Next(1, Math.Min(width, 5) + 1);
        bool keepsPartial = random.Next(3) == 0;
        return new Convolution(
            height, width, random.Next(1, 9), filterHeight, filterWidth, random.Next(1, 12), random.Next(1, 4),
            random.Next(1, 4), keepsPartial ? 0 : random.Next(Math.Min(filterHeight, filterWidth)), keepsPartial);
    }

    /// <summary>A convolution's product over a batch, in groups now and then.</summary>
    public static GemmOperator Gemm(Random random)
    {
        Convolution convolution = Next(random);
        return new GemmOperator
        {
            Name = "conv", Role = OperatorRole.Linear, Layers = random.Next(1, 3), Instances = random.Next(1, 3),
            Convolution = convolution, M = convolution.M * random.Next(1, 4), K = convolution.K, N = convolution.N,
        };
    }
}
