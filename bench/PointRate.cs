using System.Globalization;
using Accel.Explore.Sweeps;

namespace Accel.Bench;

/// <summary>Prints design points a second, in seconds rather than minutes.</summary>
internal static class PointRate
{
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(2);

    /// <param name="names">Shipped sweeps; a small and a large one when none is named.</param>
    public static void Print(string[] names)
    {
        foreach (string name in names.Length > 0 ? names : [ShippedSweep.Small, ShippedSweep.Large])
        {
            ShippedSweep sweep = new(name);
            sweep.Run(Environment.ProcessorCount); // compiles, and measures the formats
            foreach (int threads in new[] { 1, Environment.ProcessorCount }.Distinct())
            {
                Evaluate(name, sweep, threads);
            }

            Store(name, sweep);
        }
    }

    private static void Evaluate(string name, ShippedSweep sweep, int threads)
    {
        double best = 0;
        TimeSpan total = TimeSpan.Zero;
        while (total < Measured)
        {
            SweepResult result = sweep.Run(threads);
            best = Math.Max(best, result.Evaluated / result.Elapsed.TotalSeconds);
            total += result.Elapsed;
        }

        Print(name, $"evaluated, {threads} thread{(threads == 1 ? "" : "s")}", best);
    }

    private static void Store(string name, ShippedSweep sweep)
    {
        double best = 0;
        for (int run = 0; run < 2; run++)
        {
            string folder = Directory.CreateTempSubdirectory("accel-bench").FullName;
            try
            {
                (long points, TimeSpan elapsed) = sweep.Store(folder, Environment.ProcessorCount);
                best = Math.Max(best, points / elapsed.TotalSeconds);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        Print(name, "stored, with their front", best);
    }

    private static void Print(string name, string what, double rate) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name,-20} {what,-26} {rate,12:N0} points/s"));
}
