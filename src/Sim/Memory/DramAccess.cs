using Accel.Arch.Designs;
using Accel.Arch.Drams;

namespace Accel.Sim.Memory;

/// <summary>What an operator reads and writes of DRAM, as the memory sees it. All in bytes.</summary>
/// <remarks>
/// Three streams take turns: blocks of weights, which lie in DRAM as they are used; blocks of activations, whole rows
/// of them one behind the other; and blocks of outputs, a row's part of each of which is contiguous. Between two
/// blocks of outputs the bus turns once to writing and back. Sizes are what the buffers hold, not those of the plan
/// found, so that the share reached depends on neither clock nor bandwidth, and a faster memory is never slower.
/// </remarks>
internal readonly record struct DramAccess
{
    public double WeightBytes { get; init; }

    /// <summary>Consecutive bytes of weights that are fetched together.</summary>
    public double WeightRun { get; init; }

    public double ActivationBytes { get; init; }

    public double ActivationRun { get; init; }

    public double OutputBytes { get; init; }

    public double OutputRun { get; init; }

    /// <summary>What is written before reading goes on.</summary>
    public double OutputBlock { get; init; }

    /// <summary>Weights alone, from one end to the other.</summary>
    public static double Sequential(Design design) => design.MayComputeDramEfficiency
        ? Capped(design, RunShares.Sequential(design.Dram.Device!))
        : design.DramEfficiency;

    /// <summary>The rate of a design's DRAM for these accesses.</summary>
    public DramRate RateOf(Design design, DramRate fallback) =>
        design.MayComputeDramEfficiency ? DramRate.Of(design, Efficiency(design)) : fallback;

    /// <summary>The share of the peak bandwidth that the accesses reach.</summary>
    public double Efficiency(Design design)
    {
        DramDevice dram = design.Dram.Device!;
        double bytes = WeightBytes + ActivationBytes + OutputBytes;
        if (bytes <= 0)
        {
            return Sequential(design);
        }

        double time = Time(dram, WeightBytes, WeightRun) + Time(dram, ActivationBytes, ActivationRun)
            + Time(dram, OutputBytes, OutputRun);
        double gathered = Math.Max(OutputBlock, DramEfficiency.LookAhead / 2d * dram.RequestBytes);
        double turns = OutputBytes / gathered * dram.Timing.Turnaround(dram.Burst) * 1e-9;
        return Capped(design, bytes / (time + (turns * design.Dram.Bandwidth.Value)));
    }

    /// <summary>
    /// Rows opened beyond one for each row's worth of bytes, when so much is moved in these runs; 0 where the design's
    /// DRAM is not priced by its memory's own energies.
    /// </summary>
    public double ExtraRows(Design design, double weightBytes, double activationBytes, double outputBytes) =>
        design.Dram is not { Boundary: not null, Device: { } dram } ? 0
            : Rows(dram, weightBytes, WeightRun) + Rows(dram, activationBytes, ActivationRun)
                + Rows(dram, outputBytes, OutputRun);

    private static double Rows(DramDevice dram, double bytes, double run) =>
        bytes <= 0 ? 0 : bytes * RunShares.ExtraRows(dram, Math.Max(run, dram.RequestBytes));

    /// <summary>The time of so many bytes at a peak of one byte a unit of time.</summary>
    private static double Time(DramDevice dram, double bytes, double run) =>
        bytes <= 0 ? 0 : bytes / RunShares.Of(dram, run);

    /// <summary>A board's way to its memory may be narrower than the memory: its measured share is a ceiling.</summary>
    private static double Capped(Design design, double efficiency) => design.Technology.Device is null
        ? efficiency : Math.Min(efficiency, design.DramEfficiency);
}
