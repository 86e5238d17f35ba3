using Accel.Arch.Designs;
using Accel.Arch.Scenarios;
using Accel.Arch.Technologies;
using Accel.CostModel;
using Accel.Explore.Reports;
using Accel.Explore.Sweeps;
using Accel.Sim.Schedules;

namespace Accel.Explore.Configuration;

/// <summary>
/// What the report of a sweep rests on: rules and prices of the base designs, and those that only others take.
/// </summary>
internal static class ReportAssumptions
{
    /// <remarks>
    /// Where several designs are compared, what all of them take is said once, and the rest of each with its name.
    /// Axes choose components: a PE for its formats, decoders, a schedule. A price that the base design does not take
    /// is shown by the first design of the front that takes it.
    /// </remarks>
    public static IEnumerable<ReportAssumption> Of(
        SweepDefinition definition, SweepPlan plan, IReadOnlyList<SweepPoint> front)
    {
        Scenario first = plan.Scenarios[0];
        yield return new ReportAssumption(
            $"weights are distributed as {plan.WeightDistribution}, "
            + "and quantization error is relative to their variance",
            "estimated: a stand-in for real tensors, chosen so that the largest weight of a group matches "
            + "BitMoD Fig. 2",
            true);
        yield return new ReportAssumption(
            $"activations are distributed as {plan.ActivationDistribution}; "
            + "errors of weights and activations are independent",
            "estimated: a stand-in with long tails for real activations", true);
        HashSet<string> schedules = [];
        HashSet<string> sources = [];
        foreach (ReportAssumption assumption in plan.Bases.SelectMany(basis =>
            OfSchedule(basis.Design.Schedule, schedules)))
        {
            yield return assumption;
        }

        Dictionary<Technology, PriceBook> books = new(ReferenceEqualityComparer.Instance);
        PriceBook Book(Technology technology) => books.TryGetValue(technology, out PriceBook? book)
            ? book
            : books[technology] = new PriceBook(technology);
        foreach (IGrouping<Assumption, string> taken in plan.Bases
            .SelectMany(basis => OfFabric(basis.Design).Concat(Assumptions.Of(
                    Book(basis.Design.Technology), basis.Design, (first with { Design = basis.Design }).Precision))
                .Select(assumption => (basis.Design.Name, Assumption: assumption)))
            .GroupBy(pair => pair.Assumption, pair => pair.Name))
        {
            sources.Add(taken.Key.Source);
            string[] designs = [.. taken.Distinct()];
            yield return Named(
                plan.Bases.Count == 1 ? "base design"
                    : designs.Length == plan.Bases.Count ? "all designs"
                    : string.Join(", ", designs),
                taken.Key);
        }

        foreach ((SweepPoint point, Scenario scenario) in Scenarios(definition, plan, front))
        {
            foreach (ReportAssumption assumption in OfSchedule(scenario.Design.Schedule, schedules))
            {
                yield return assumption;
            }

            foreach (Assumption assumption in
                Assumptions.Of(Book(scenario.Design.Technology), scenario.Design, scenario.Precision))
            {
                if (sources.Add(assumption.Source))
                {
                    yield return Named(
                        $"{(plan.Bases.Count == 1 ? "design" : scenario.Design.Name)} #{point.Index}", assumption);
                }
            }
        }
    }

    private static IEnumerable<Assumption> OfFabric(Design design) =>
        design.Fabric.Assumptions.Select(text => new Assumption(text, $"fabric {design.Fabric.Kind}", false));

    private static IEnumerable<(SweepPoint Point, Scenario Scenario)> Scenarios(
        SweepDefinition definition, SweepPlan plan, IReadOnlyList<SweepPoint> front)
    {
        int[] axes = new int[definition.Space.Axes.Count];
        foreach (SweepPoint point in front)
        {
            definition.Space.Decode(point.Index, axes);
            for (int workload = 0; workload < plan.Scenarios.Count; workload++)
            {
                yield return (point, plan.At(workload, axes));
            }
        }
    }

    private static IEnumerable<ReportAssumption> OfSchedule(string name, HashSet<string> known) => known.Add(name)
        ? ScheduleList.Get(name).Assumptions.Select(text => new ReportAssumption(text, $"schedule {name}", false))
        : [];

    private static ReportAssumption Named(string design, Assumption assumption) =>
        new($"{design}: {assumption.Text}", assumption.Source, assumption.IsEstimated);
}
