using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;

namespace Accel.Explore.Configuration;

/// <summary>
/// The operators of a workload's phases by group, with those alike in everything but name joined into one.
/// </summary>
/// <remarks>
/// Depends on model, phases, batch, logits, attention and the names of sparse layers only, which few axes touch.
/// </remarks>
internal sealed class OperatorList
{
    private OperatorList(IReadOnlyList<(Phase Phase, Operator[][] Groups)> phases) => Phases = phases;

    /// <summary>For each phase the operators of each <see cref="OperatorGroup"/>.</summary>
    public IReadOnlyList<(Phase Phase, Operator[][] Groups)> Phases { get; }

    /// <param name="sparseLayers">The layers that are sparse by name, which are not joined with others.</param>
    public static OperatorList Of(Workload workload, SparseLayers? sparseLayers) => new([.. workload.Phases.Select(
        phase => (phase, Grouped(Joined(WorkloadOperators.Expand(workload, phase), sparseLayers))))]);

    private static Operator[][] Grouped(IEnumerable<Operator> operators)
    {
        ILookup<OperatorGroup, Operator> groups = operators.ToLookup(OperatorGroups.Of);
        return [.. Enum.GetValues<OperatorGroup>().Select(group => groups[group].ToArray())];
    }

    /// <summary>Joins operators that differ in name and number of layers only.</summary>
    private static IEnumerable<Operator> Joined(IReadOnlyList<Operator> operators, SparseLayers? sparseLayers) =>
        operators
            .GroupBy(work => (
                work with { Name = string.Empty, Layers = 1 }, sparseLayers?.Contains(work.Name) ?? false))
            .Select(group => group.First() with { Layers = group.Sum(work => work.Layers) });
}
