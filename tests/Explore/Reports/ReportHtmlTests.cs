using System.Text;
using System.Text.Json;
using Accel.Explore.Reports;

namespace Accel.Tests.Explore.Reports;

[TestFixture]
public sealed class ReportHtmlTests
{
    private static readonly ReportModel Model = SyntheticReport.Create(2);

    [Test]
    public void Write_Twice_GivesTheSameBytes()
    {
        byte[] first = ReportHtml.Write(Model);

        Assert.That(ReportHtml.Write(SyntheticReport.Create(2)), Is.EqualTo(first));
    }

    [Test]
    public void Write_AnyReport_NamesNoFileOrHostToLoad()
    {
        string own = Page(Model).Replace(Between(Page(Model), "<script>", "</script>"), "", StringComparison.Ordinal);

        Assert.That(own, Does.Not.Match("""(src|href)\s*=\s*["']?(https?:)?//"""));
        Assert.That(own, Does.Not.Contain("<link rel=\"stylesheet\"").And.Not.Contain("@import"));
        Assert.That(own, Does.Contain("default-src &#39;none&#39;"));
    }

    [Test]
    public void Write_AnyReport_CarriesTheLicencesOfItsSoftware() =>
        Assert.That(Page(Model), Does.Contain("Apache License").And.Contain("The Apache Software Foundation")
            .And.Contain("Copyright (c) 2017, Baidu Inc.").And.Contain("Mike Bostock")
            .And.Contain("Copyright (c) Microsoft Corporation"));

    [Test]
    public void Write_HostileName_LeavesNoMarkup()
    {
        string page = Page(Model with { Title = SyntheticReport.HostileName });

        Assert.That(page, Does.Not.Contain("<img src=x").And.Not.Contain("<script>document.title"));
        Assert.That(page, Does.Contain("<title>&lt;script&gt;"));
        Assert.That(Data(page).GetProperty("title").GetString(), Is.EqualTo(SyntheticReport.HostileName));
    }

    [Test]
    public void Write_Points_AreColumnsThatReadBack()
    {
        JsonElement points = Data(Page(Model)).GetProperty("points");

        Assert.That(points.GetProperty("id").GetArrayLength(), Is.EqualTo(Model.Points.Count));
        for (int metric = 0; metric < Model.Metrics.Length; metric++)
        {
            JsonElement column = points.GetProperty("metric")[metric];
            for (int i = 0; i < Model.Points.Count; i++)
            {
                double expected = Model.Points[i].Metrics[metric];
                if (double.IsNaN(expected))
                {
                    Assert.That(column[i].ValueKind, Is.EqualTo(JsonValueKind.Null));
                }
                else
                {
                    Assert.That(column[i].GetDouble(), Is.EqualTo(expected).Within(5e-5).Percent);
                }
            }
        }
    }

    [Test]
    public void Write_MorePointsThanTheLimit_CountsThemAll()
    {
        JsonElement counts = Data(Encoding.UTF8.GetString(ReportHtml.Write(Model, 300))).GetProperty("counts");

        Assert.That(counts.GetProperty("points").GetInt32(), Is.EqualTo(Model.Points.Count));
        Assert.That(counts.GetProperty("shown").GetInt32(), Is.EqualTo(300));
        Assert.That(
            counts.GetProperty("reasons").EnumerateArray().Sum(r => r.GetProperty("points").GetInt32()),
            Is.EqualTo(Model.Points.Count(point => point.Infeasible is not null)));
    }

    [Test]
    public void Write_PointOutsideItsAxis_IsRefused()
    {
        ReportModel wrong = Model with { Points = [Model.Points[0] with { AxisValues = [0, 0, 99, 0, 0, 0] }] };

        Assert.That(() => ReportHtml.Write(wrong), Throws.ArgumentException.With.Message.Contains("precision.weights"));
    }

    [Test]
    public void Write_PointWithoutAMetric_IsRefused()
    {
        ReportModel wrong = Model with { Points = [Model.Points[0] with { Metrics = [1] }] };

        Assert.That(() => ReportHtml.Write(wrong), Throws.ArgumentException.With.Message.Contains("8 metrics"));
    }

    [Test]
    public void Write_ConstraintOnUnknownMetric_IsRefused() => Assert.That(
        () => ReportHtml.Write(Model with { Constraints = [new("area_m2", null, 1)] }),
        Throws.ArgumentException.With.Message.Contains("area_m2"));

    private static string Page(ReportModel model) => Encoding.UTF8.GetString(ReportHtml.Write(model));

    private static JsonElement Data(string page) =>
        JsonDocument.Parse(Between(page, "<script type=\"application/json\" id=\"data\">", "</script>")).RootElement;

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
