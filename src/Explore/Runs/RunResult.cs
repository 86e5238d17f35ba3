using Accel.Arch.Designs;
using Accel.CostModel;
using Accel.CostModel.Fpga;

namespace Accel.Explore.Runs;

/// <summary>The answer of the closed form for one design and one workload.</summary>
/// <param name="Workload">The workload's name.</param>
public sealed record RunResult(
    Design Design, string Workload, Totals Totals, AreaBreakdown Area, IReadOnlyList<PhaseResult> Phases,
    IReadOnlyList<Assumption> Assumptions)
{
    /// <summary>Whether images of a network were counted, where a language model's tokens are otherwise.</summary>
    public bool CountsImages { get; init; }

    /// <summary>What the design takes of its device; null where it is built in a technology and has an area.</summary>
    public ResourceBreakdown? Resources { get; init; }

    /// <summary>What results may lose beyond rounding to formats; also among the assumptions.</summary>
    public IReadOnlyList<string> Caveats { get; init; } = [];
}
