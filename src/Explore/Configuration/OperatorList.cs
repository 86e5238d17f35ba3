using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;

namespace Accel.Explore.Configuration;

/// <summary>The operators of a workload's phases, with those alike in everything but name joined into one.</summary>
/// <remarks>
/// Depends on model, phases, batch, logits and attention only, which few axes touch; a sweep makes it once for each
/// batch.
/// </remarks>
internal sealed class OperatorList
{
    private OperatorList(IReadOnlyList<(Phase Phase, TimingMemo[] Operators)> phases) => Phases = phases;

    public IReadOnlyList<(Phase Phase, TimingMemo[] Operators)> Phases { get; }

    public static OperatorList Of(Workload workload) => new([.. workload.Phases.Select(phase => (
        phase,
        Joined(WorkloadOperators.Expand(workload, phase))
            .Select(work => new TimingMemo(work)).ToArray()))]);

    /// <summary>Joins operators that differ in name and number of layers only.</summary>
    private static IEnumerable<Operator> Joined(IReadOnlyList<Operator> operators) =>
        operators
            .GroupBy(work => work with { Name = string.Empty, Layers = 1 })
            .Select(group => group.First() with { Layers = group.Sum(work => work.Layers) });
}
