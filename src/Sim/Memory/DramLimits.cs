using Accel.Arch.Drams;

namespace Accel.Sim.Memory;

/// <summary>The times that one request takes of each thing that may limit a memory, in nanoseconds.</summary>
/// <param name="Column">Of the data lines, with the spacing that bank groups ask for.</param>
/// <param name="Queue">Of the places in the queue, while rows are opened for those who wait there.</param>
/// <param name="Activation">Of the windows in which a rank opens rows.</param>
/// <param name="Bank">Of banks that open and close rows.</param>
/// <param name="Command">Of a narrow command bus.</param>
internal readonly record struct DramLimits(
    double Column, double Queue, double Activation, double Bank, double Command)
{
    /// <summary>
    /// How sharply the limits meet. A limit that is near the largest delays some requests that the largest would not:
    /// the sum of the sixth powers stands for that. The exponent is the one constant that was chosen on data:
    /// DRAMsim3's rows, where 5 to 12 differ by less than 0.15 points; Ramulator 2's had no part in it.
    /// </summary>
    private const int Sharpness = 6;

    /// <summary>The time of one request.</summary>
    public double Together
    {
        get
        {
            double most = Math.Max(Math.Max(Column, Queue), Math.Max(Math.Max(Activation, Bank), Command));
            return most * Math.Pow(
                Share(Column, most) + Share(Queue, most) + Share(Activation, most) + Share(Bank, most)
                    + Share(Command, most), 1d / Sharpness);
        }
    }

    /// <param name="row">Rows opened for each request.</param>
    /// <param name="channels">Channels that work at one time.</param>
    /// <param name="ranks">Ranks of each that open rows at one time.</param>
    /// <param name="banks">Banks of all of them that do.</param>
    public static DramLimits Of(
        DramDevice dram, double column, double queue, double row, double channels, double ranks, double banks) => new(
            column, queue, row * dram.Timing.ActivateEvery / (ranks * channels), row * dram.Timing.RowCycle / banks,
            dram.Timing.RowCommands == 0 ? 0 : (row * dram.Timing.RowCommands) + dram.Timing.ColumnCommand);

    private static double Share(double time, double most)
    {
        double square = time / most * (time / most);
        return square * square * square;
    }
}
