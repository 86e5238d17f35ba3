using System.Diagnostics;
using System.Globalization;
using Accel.Arch.Designs.DspChain;
using Accel.Sim.DspChain;
using Accel.Sim.DspChain.Machine;

namespace Accel.Bench;

/// <summary>
/// Prints how fast DSP chains are stepped, and computed by vectors and value by value, and their closed form.
/// </summary>
internal static class ChainRate
{
    private const int Repeats = 5;

    private const int Calls = 2_000_000;

    private const int M = 16, K = 2048, N = 1024;

    private static readonly DspChainFabric Core = new() { Cores = 1 };

    /// <summary>The core stepped through a dense product, on one thread.</summary>
    public static double CyclesPerSecond()
    {
        (ChainEngine engine, sbyte[] activations, sbyte[] weights) = Product();
        SparseOperands operands = SparseOperands.Dense(engine, weights, K, N);
        Stopwatch watch = Stopwatch.StartNew();
        long cycles = new DspChainMachine(engine, activations, operands, [], M).Run().Cycles;
        return cycles / watch.Elapsed.TotalSeconds;
    }

    public static void Print()
    {
        (ChainEngine engine, sbyte[] activations, sbyte[] weights) = Product();
        (int m, int k, int n) = (M, K, N);
        SparseOperands operands = SparseOperands.Dense(engine, weights, k, n);
        int[] outputs = new int[m * n];
        long macs = (long)m * k * n;
        long cycles = 0;
        double machine = Best(() => cycles = new DspChainMachine(engine, activations, operands, [], m).Run().Cycles);
        double scalar = Best(() => DspChainReference.Multiply(engine, m, activations, operands, [], outputs));
        double vectors = Best(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                DspChainKernels.Multiply(m, k, n, activations, weights, 0, [], outputs);
            }
        }) / 20;
        long sum = 0;
        double closed = Best(() =>
        {
            for (int i = 0; i < Calls; i++)
            {
                sum += DspChainTiming.Cycles(engine, 1 + (i & 63), 4096, 4096 + i, ChainSteps.Dense(engine, 4096));
            }
        }) / Calls;
        Line($"128 chains of 16, 2 tokens a slice, {m} x {k} x {n}: stepped {cycles / machine / 1e3:N1} k cycles/s");
        Line($"  value by value {macs / scalar / 1e6:N0} M MAC/s, by vectors {macs / vectors / 1e9:N1} G MAC/s");
        Line($"  closed form {closed * 1e9:N0} ns a product; best of {Repeats} each, {sum:E2} cycles in all");
    }

    private static (ChainEngine Engine, sbyte[] Activations, sbyte[] Weights) Product()
    {
        Random random = new(1);
        sbyte[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => (sbyte)random.Next(-127, 128))];
        return (ChainEngine.From(Core, new SliceMode(8, 8, 1, 2), block: 0), Values(M * K), Values(N * K));
    }

    private static double Best(Action work)
    {
        double best = double.MaxValue;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            work();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return best;
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
