using Accel.Arch.Scenarios;
using Accel.CostModel;
using Accel.Sim.Schedules;

namespace Accel.Explore.Configuration;

/// <summary>
/// What the evaluators of a sweep have found out and share: times of operators, and prices of designs.
/// </summary>
/// <remarks>
/// A result is kept under the combination of those axes alone that it depends on, so that points which differ elsewhere
/// find it, in whatever order axes stand and threads come by. Safe on all threads.
/// </remarks>
public sealed class PointMemos
{
    private const ScenarioPart PriceParts = ScenarioPart.Fabric | ScenarioPart.Buffers | ScenarioPart.VectorUnit
        | ScenarioPart.Technology | ScenarioPart.MemoryPrice | ScenarioPart.Voltage | ScenarioPart.Activations;

    public PointMemos(SweepPlan plan)
    {
        AxisReach reach = new(plan);
        ISchedule[] schedules = [.. Schedules(plan).Distinct().Select(ScheduleList.Get)];
        Versions = [.. Enum.GetValues<OperatorGroup>().Select(group =>
            reach.Versions(OperatorGroups.Parts(group, schedules)))];
        PriceVersions = reach.Versions(PriceParts);
        Prices = new MemoTable<PriceList>(PriceVersions.Count);
        Times = [.. plan.Scenarios.Select(scenario => scenario.Workload.Phases.Select(_ =>
            Versions.Select(versions => new MemoTable<OperatorTime>(versions.Count)).ToArray()).ToArray())];
    }

    /// <summary>For each group of operators the combinations of axes that its time depends on.</summary>
    internal PartVersion[] Versions { get; }

    internal PartVersion PriceVersions { get; }

    internal MemoTable<PriceList> Prices { get; }

    /// <summary>The times of operators by workload, phase and group.</summary>
    internal MemoTable<OperatorTime>[][][] Times { get; }

    private static IEnumerable<string> Schedules(SweepPlan plan)
    {
        foreach (SweepBase basis in plan.Bases)
        {
            yield return basis.Design.Schedule;
            foreach (Func<Scenario, Scenario> set in basis.Setters.SelectMany(setters => setters))
            {
                yield return set(plan.Scenarios[0] with { Design = basis.Design }).Design.Schedule;
            }
        }
    }
}
