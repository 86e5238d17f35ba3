using System.Globalization;
using Accel.Explore.Sweeps;

namespace Accel.Bench;

/// <summary>Prints design points a second, in seconds rather than minutes.</summary>
internal static class PointRate
{
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(2);

    public static void Print()
    {
        ShippedSweep sweep = new();
        sweep.Run(Environment.ProcessorCount); // compiles, and measures the formats
        foreach (int threads in new[] { 1, Environment.ProcessorCount }.Distinct())
        {
            double best = 0;
            TimeSpan total = TimeSpan.Zero;
            while (total < Measured)
            {
                SweepResult result = sweep.Run(threads);
                best = Math.Max(best, result.Evaluated / result.Elapsed.TotalSeconds);
                total += result.Elapsed;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{threads} thread{(threads == 1 ? " " : "s")} {best,12:N0} points/s "
                + $"(best of {total.TotalSeconds:N1} s)"));
        }
    }
}
