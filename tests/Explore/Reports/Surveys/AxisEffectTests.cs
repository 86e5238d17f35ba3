using Accel.Explore.Reports;
using Accel.Explore.Reports.Surveys;
using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Reports.Surveys;

/// <summary>Main effects and steps between formats on metrics whose effects are known by construction.</summary>
[TestFixture]
public sealed class AxisEffectTests
{
    private static readonly string[] Labels = ["a", "b", "c", "d"];

    /// <summary>Three axes; the middle one stands for formats of 8, 4, 5 and 5 bits.</summary>
    private static readonly SweepDefinition Definition = new(
        "effects",
        new SweepSpace([new("size", Labels[..3]), new("precision.weights", Labels), new("idle", Labels[..2])]),
        [new("time-s", "s", ""), new("error", "", "")],
        [new("time-s", ObjectiveGoal.Min)],
        [new("time-s", Max: 20)]);

    private static readonly double[] Bits = [8, 4, 5, 5];

    private static readonly SurveyRequest Request = new(
        [0, 1], new Dictionary<int, IReadOnlyList<double>> { [1] = Bits });

    [Test]
    public void Effects_OfAProduct_AreItsFactorsAndShareAllVariance()
    {
        // Time is the product of a factor of the size and the bits: no interaction on a log scale.
        ReportSurvey survey = Of((size, format, _) => (Math.Pow(2, size) * Bits[format], size - 1.0));

        AxisEffect size = Effect(survey, 0, 0);
        AxisEffect format = Effect(survey, 1, 0);
        AxisEffect idle = Effect(survey, 2, 0);
        double middle = Math.Pow(8 * 4 * 5 * 5, 0.25);
        Assert.That(size.IsGeometric);
        Assert.That(size.Means, Is.EqualTo(new[] { middle, 2 * middle, 4 * middle }).Within(1e-9).Percent);
        Assert.That(size.Range, Is.EqualTo(4).Within(1e-9).Percent);
        Assert.That(format.Range, Is.EqualTo(2).Within(1e-9).Percent);
        Assert.That(idle.Range, Is.EqualTo(1).Within(1e-9).Percent);
        Assert.That(idle.Share, Is.Zero.Within(1e-9));
        Assert.That(size.Share + format.Share, Is.EqualTo(1).Within(1e-9));
        double ofSize = 2.0 / 3 * Math.Log(2) * Math.Log(2);
        double ofFormat = Bits.Average(bits => Math.Pow(Math.Log(bits / middle), 2));
        Assert.That(size.Share, Is.EqualTo(ofSize / (ofSize + ofFormat)).Within(1e-9));
    }

    [Test]
    public void Effects_OfAMetricThatIsNotPositive_AreDifferencesOfArithmeticMeans()
    {
        ReportSurvey survey = Of((size, format, _) => (1, size - 1.0));

        AxisEffect effect = Effect(survey, 0, 1);
        Assert.That(effect.IsGeometric, Is.False);
        Assert.That(effect.Means, Is.EqualTo(new[] { -1.0, 0, 1 }));
        Assert.That((effect.Range, effect.Share), Is.EqualTo((2.0, 1.0)));
    }

    [Test]
    public void Effects_OfPointsBeyondAConstraint_CountThem()
    {
        ReportSurvey survey = Of((size, format, _) => (size == 2 ? 100 : 1, 1));

        Assert.That(survey.Counts.Feasible, Is.EqualTo(16));
        Assert.That(Effect(survey, 0, 0).Range, Is.EqualTo(100).Within(1e-9).Percent);
    }

    [Test]
    public void PrecisionSteps_GoFromNarrowToWide_OverAllPairs()
    {
        ReportSurvey survey = Of((size, format, _) => (Math.Pow(2, size) * Bits[format], -Bits[format]));

        Assert.That(survey.PrecisionSteps.Select(step => (step.From, step.To, step.FromBits, step.ToBits)),
            Is.EqualTo(new[] { (1, 2, 4.0, 5.0), (2, 3, 5.0, 5.0), (3, 0, 5.0, 8.0) }));
        Assert.That(survey.PrecisionSteps.Select(step => step.Pairs), Is.All.EqualTo(6));
        PrecisionChange time = survey.PrecisionSteps[2].Changes[0];
        Assert.That(time.Difference, Is.EqualTo(3 * (1 + 2 + 4) / 3.0).Within(1e-9).Percent);
        Assert.That(time.Ratio, Is.EqualTo(8 / 5.0).Within(1e-9).Percent);
        PrecisionChange error = survey.PrecisionSteps[0].Changes[1];
        Assert.That((error.Difference, error.Ratio), Is.EqualTo((-1.0, double.NaN)));
    }

    [Test]
    public void PrecisionSteps_WherePartnersAreMissing_UseCompletePairsOnly()
    {
        // Without the points of the largest size in the widest format, the plain means of formats would compare
        // different sizes.
        ReportSurvey survey = Of((size, format, _) =>
            size == 2 && format == 0 ? (double.NaN, double.NaN) : (Math.Pow(2, size) * Bits[format], 1));

        PrecisionStep step = survey.PrecisionSteps[2];
        Assert.That(step.Pairs, Is.EqualTo(4));
        Assert.That(step.Changes[0].Difference, Is.EqualTo(3 * (1 + 2) / 2.0).Within(1e-9).Percent);
        Assert.That(step.Changes[0].Ratio, Is.EqualTo(8 / 5.0).Within(1e-9).Percent);
    }

    [Test]
    public void PrecisionSteps_OfASparseSample_FindTheirPairsToo()
    {
        // A space of 3 x 4 x 10^5 points of which a few are there: a set of numbers, not a bit for each point.
        SweepSpace space = new([
            new("size", Labels[..3]), new("precision.weights", Labels),
            new("other", [.. Enumerable.Range(0, 100_000).Select(_ => string.Empty)])]);
        SweepDefinition sparse = new("sparse", space, Definition.Metrics, Definition.Objectives);
        SweepPoint[] points =
        [
            new(5, [1, 1]), new(100_005, [2, 1]), new(200_006, [3, 1]), new(700_001, [5, 1]),
        ];
        ReportSurvey survey = ReportSurvey.Of(sparse, 4, visit => SyntheticReport.Visit(points, visit), Request);

        Assert.That(survey.PrecisionSteps.Select(step => step.Pairs), Is.All.Zero);
        points[1] = new SweepPoint(100_006, [2, 1]);
        survey = ReportSurvey.Of(sparse, 4, visit => SyntheticReport.Visit(points, visit), Request);
        Assert.That(survey.PrecisionSteps.Select(step => step.Pairs), Is.EqualTo(new[] { 1L, 0, 0 }));
        Assert.That(survey.PrecisionSteps[0].Changes[0].Difference, Is.EqualTo(1));
    }

    private static AxisEffect Effect(ReportSurvey survey, int axis, int metric) =>
        survey.Effects.Single(effect => effect.Axis == axis && effect.Metric == metric);

    private static ReportSurvey Of(Func<int, int, int, (double Time, double Error)> evaluate)
    {
        InfeasibleReason late = new("> 20", "time-s");
        InfeasibleReason broken = new("broken");
        int[] at = new int[3];
        List<SweepPoint> points = [];
        for (long index = 0; index < Definition.Space.Count; index++)
        {
            Definition.Space.Decode(index, at);
            (double time, double error) = evaluate(at[0], at[1], at[2]);
            points.Add(new SweepPoint(index, [time, error],
                double.IsNaN(time) ? broken : time > 20 ? late : null));
        }

        return ReportSurvey.Of(Definition, points.Count, visit => SyntheticReport.Visit(points, visit), Request);
    }
}
