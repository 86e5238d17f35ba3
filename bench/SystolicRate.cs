using System.Diagnostics;
using System.Globalization;
using Accel.Arch.Designs.Systolic;
using Accel.Sim.Systolic;
using Accel.Sim.Systolic.Machine;

namespace Accel.Bench;

/// <summary>Prints cycles a second of the cycle-stepped 32 x 32 INT8 array, in each dataflow.</summary>
internal static class SystolicRate
{
    private const int Side = 32;
    private const int K = 4096;
    private const int Repeats = 5;

    public static void Print()
    {
        foreach (Dataflow dataflow in Enum.GetValues<Dataflow>())
        {
            double best = 0;
            for (int repeat = 0; repeat < Repeats; repeat++)
            {
                best = Math.Max(best, CyclesPerSecond(dataflow));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Side} x {Side} INT8, {dataflow,-16} {best / 1e6,6:N2} M cycles/s (best of {Repeats})"));
        }
    }

    /// <summary>Of processor time, on one thread.</summary>
    public static double CyclesPerSecond(Dataflow dataflow)
    {
        (int m, int k, int n) = dataflow switch
        {
            Dataflow.OutputStationary => (4 * Side, K, 4 * Side),
            Dataflow.WeightStationary => (K, 4 * Side, 4 * Side),
            _ => (4 * Side, 4 * Side, K),
        };
        Random random = new(1);
        int[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(-127, 128))];
        SystolicArray array = new(Side, Side, dataflow, 1, 8, 8, 32, K, false, false);
        var machine = SystolicMachines.Of<int, int, WrappingPe32>(
            array, Side * Side, default, new PlainMatrix<int>(Values(m * k), m, k),
            new PlainMatrix<int>(Values(n * k), n, k));
        TimeSpan before = Environment.CpuUsage.UserTime;
        machine.Run();
        return machine.Cycle / (Environment.CpuUsage.UserTime - before).TotalSeconds;
    }
}
