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
        IReadOnlyList<Assumption>[] own =
        [
            .. plan.Bases.Select(basis => Assumptions.Of(Book(basis.Design.Technology), basis.Design,
                (first with { Design = basis.Design }).Precision).ToArray()),
        ];
        foreach ((int index, IReadOnlyList<Assumption> assumptions) in own.Index())
        {
            foreach (Assumption assumption in assumptions)
            {
                sources.Add(assumption.Source);
                bool isOfAll = own.Length > 1 && own.All(other => other.Contains(assumption));
                if (!isOfAll)
                {
                    yield return Named(own.Length == 1 ? "base design" : plan.Bases[index].Design.Name, assumption);
                }
                else if (index == 0)
                {
                    yield return Named("all designs", assumption);
                }
            }
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
                        own.Length == 1 ? $"design #{point.Index}" : $"{scenario.Design.Name} #{point.Index}", assumption);
                }
            }
        }
    }

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
