using Accel.Arch.Designs.Systolic;
using Accel.Sim.Systolic;
using Accel.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Accel.Tests.Sim.Systolic;

/// <summary>A small array with a small product, from which operands follow by its seed.</summary>
internal sealed record SystolicCase(
    Dataflow Dataflow, int Rows, int Columns, int Depth, int M, int K, int N, int PesPerMac, int Magnitude, int Seed)
{
    private const int LargestSide = 9;

    /// <summary>Arrays up to 9 x 9 and products of up to four folds along each dimension.</summary>
    public static Arbitrary<SystolicCase> Small => Arb.From(
        Gen.Choose(0, int.MaxValue - 1).Select(seed =>
        {
            Random random = new(seed);
            int rows = random.Next(1, LargestSide + 1);
            int columns = random.Next(1, LargestSide + 1);
            int depth = random.Next(1, 2 * LargestSide);
            return new SystolicCase(
                (Dataflow)random.Next(3), rows, columns, depth, random.Next(1, 30), random.Next(1, 40),
                random.Next(1, 30), 1 << (2 * random.Next(2)), 1 << random.Next(1, 15), seed);
        }),
        one => Shrunk(one));

    public SystolicArray Array => new(
        Rows, Columns, Dataflow, PesPerMac, 4, 8, 32, Depth, DecodesWeights: Seed % 2 == 0,
        DecodesActivations: Seed % 3 == 0);

    /// <summary>Narrow PEs of the fabric.</summary>
    public long Pes => (long)Rows * Columns * PesPerMac;

    public (PlainMatrix<int> Activations, PlainMatrix<int> Weights) Integers()
    {
        Random random = new(Seed);
        int[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(-Magnitude, Magnitude + 1))];
        return (new PlainMatrix<int>(Values(M * K), M, K), new PlainMatrix<int>(Values(N * K), N, K));
    }

    public (PlainMatrix<float> Activations, PlainMatrix<float> Weights) Floats()
    {
        Random random = new(Seed);
        float[] Values(int count) => [.. Enumerable.Range(0, count)
            .Select(_ => (float)(Half)((random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-6, 7))))];
        return (new PlainMatrix<float>(Values(M * K), M, K), new PlainMatrix<float>(Values(N * K), N, K));
    }

    private static IEnumerable<SystolicCase> Shrunk(SystolicCase one) =>
    [
        .. Seeded.Smaller(one.M, 1).Select(m => one with { M = m }),
        .. Seeded.Smaller(one.K, 1).Select(k => one with { K = k }),
        .. Seeded.Smaller(one.N, 1).Select(n => one with { N = n }),
        .. Seeded.Smaller(one.Rows, 1).Select(rows => one with { Rows = rows }),
        .. Seeded.Smaller(one.Columns, 1).Select(columns => one with { Columns = columns }),
        .. Seeded.Smaller(one.Depth, 1).Select(depth => one with { Depth = depth }),
    ];
}
