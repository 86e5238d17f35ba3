using Accel.Arch.Drams;
using Accel.Sim.Memory;

namespace Accel.Explore.Costs;

/// <summary>How far the closed form of a memory's efficiency is to be trusted.</summary>
/// <remarks>
/// Nine of ten rows of DRAMsim3 and Ramulator 2 lie within these (tests/Reference/cost_dram_*.csv), as a test checks;
/// docs/cost-model.md has the errors.
/// </remarks>
internal static class DramTrust
{
    /// <summary>Half the width where the memory's own times are estimates: no less than this.</summary>
    private const double Estimated = 0.2;

    /// <summary>Whether a memory's times are nobody's.</summary>
    public static bool IsEstimate(DramDevice dram) =>
        dram.Source.StartsWith("estimated", StringComparison.Ordinal);

    /// <summary>Half the width of the band over the value.</summary>
    public static double Of(DramDevice dram, in DramPattern pattern) =>
        Math.Max(IsEstimate(dram) ? Estimated : 0, OfRule(dram, pattern));

    private static double OfRule(DramDevice dram, in DramPattern pattern) => pattern.Kind switch
    {
        // GDDR6 streams at 0.83 of its peak in Ramulator 2, by the rule at 0.94.
        DramPatternKind.Sequential => pattern.WriteShare > 0 || dram.Family == "gddr6" ? 0.20 : 0.10,
        DramPatternKind.Random => 0.10,
        DramPatternKind.Runs => 0.13,
        DramPatternKind.Copy => 0.17,
        _ => dram.Mapping == DramMapping.Hashed ? 0.80 : 0.12,
    };
}
