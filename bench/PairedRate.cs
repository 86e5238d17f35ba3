using System.Diagnostics;
using System.Globalization;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats.OutlierVictim;
using Accel.Sim.Systolic;

namespace Accel.Bench;

/// <summary>Prints multiply-accumulates a second of a product in outlier-victim pairs, 4096 x 4096 x 2048.</summary>
internal static class PairedRate
{
    private const int M = 4096;
    private const int K = 4096;
    private const int N = 2048;

    /// <summary>Tokens and channels of which the scalar reference computes the product too, to compare bits.</summary>
    private const int Checked = 24;
    private const int Repeats = 3;

    public static void Print()
    {
        foreach (OutlierVictimFormat format in new[] { OutlierVictimFormats.Int4, OutlierVictimFormats.Flint4 })
        {
            Random random = new(1);
            PairedMatrix activations = Random(format, random, M);
            PairedMatrix weights = Random(format, random, N);
            var outputs = new int[M * N];
            double best = 0;
            for (int repeat = 0; repeat < Repeats; repeat++)
            {
                Stopwatch watch = Stopwatch.StartNew();
                PairedKernels.Multiply(activations, weights, outputs);
                best = Math.Max(best, (double)M * K * N / watch.Elapsed.TotalSeconds);
            }

            double scalar = Scalar(activations, weights, outputs);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{format} {M} x {K} x {N}: {best / 1e9:N2} G MAC/s on {Environment.ProcessorCount} threads, "
                + $"best of {Repeats}; ")
                + string.Create(CultureInfo.InvariantCulture, $"reference {scalar / 1e9:N3} G MAC/s, bits equal"));
        }
    }

    private static double Scalar(PairedMatrix activations, PairedMatrix weights, int[] outputs)
    {
        SystolicArray array = new(64, 64, Dataflow.OutputStationary, 1, 4, 4, 32, 1, true, true);
        var expected = new long[Checked * Checked];
        IntegerPe pe = new(new IntegerSum(32, AccumulatorOverflow.Wrap));
        PairedMatrix tokens = Head(activations);
        PairedMatrix channels = Head(weights);
        Stopwatch watch = Stopwatch.StartNew();
        SystolicReference.Multiply(array, ref pe, tokens, channels, expected);
        double rate = (double)Checked * Checked * K / watch.Elapsed.TotalSeconds;
        for (int i = 0; i < expected.Length; i++)
        {
            if (outputs[(i / Checked * N) + (i % Checked)] != expected[i])
            {
                throw new InvalidOperationException($"the kernel and the reference differ at {i}");
            }
        }

        return rate;
    }

    private static PairedMatrix Head(PairedMatrix matrix) => new(
        matrix.Format, matrix.Packed[..(Checked * PairCodec.PackedBytes(matrix.Format, K))].ToArray(), Checked, K);

    private static PairedMatrix Random(OutlierVictimFormat format, Random random, int vectors)
    {
        var packed = new byte[vectors * PairCodec.PackedBytes(format, K)];
        random.NextBytes(packed);
        return new PairedMatrix(format, packed, vectors, K);
    }
}
