using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;

namespace Accel.Explore.Configuration;

/// <summary>The operators of a workload's phases, with those alike in everything but name joined into one.</summary>
/// <remarks>
/// Depends on model, phases, batch, logits, attention and the names of sparse layers only, which few axes touch.
/// </remarks>
internal sealed class OperatorList
{
    private OperatorList(IReadOnlyList<(Phase Phase, TimingMemo[] Operators)> phases) => Phases = phases;

    public IReadOnlyList<(Phase Phase, TimingMemo[] Operators)> Phases { get; }

    /// <param name="sparseLayers">The layers that are sparse by name, which are not joined with others.</param>
    public static OperatorList Of(Workload workload, SparseLayers? sparseLayers) => new([.. workload.Phases.Select(
        phase => (
            phase,
            Joined(WorkloadOperators.Expand(workload, phase), sparseLayers)
                .Select(work => new TimingMemo(work)).ToArray()))]);

    /// <summary>Joins operators that differ in name and number of layers only.</summary>
    private static IEnumerable<Operator> Joined(IReadOnlyList<Operator> operators, SparseLayers? sparseLayers) =>
        operators
            .GroupBy(work => (
                work with { Name = string.Empty, Layers = 1 }, sparseLayers?.Contains(work.Name) ?? false))
            .Select(group => group.First() with { Layers = group.Sum(work => work.Layers) });
}
