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
    public void Write_Points_ReadBackToTheBit()
    {
        JsonElement points = Data(Page(Model)).GetProperty("points");

        Assert.That(points.GetProperty("id").GetArrayLength(), Is.EqualTo(Model.Points.Count));
        for (int axis = 0; axis < Model.Axes.Length; axis++)
        {
            Assert.That(Codes(points.GetProperty("axis")[axis]),
                Is.EqualTo(Model.Points.Select(point => point.AxisValues[axis])));
        }

        for (int metric = 0; metric < Model.Metrics.Length; metric++)
        {
            Assert.That(Doubles(points.GetProperty("metric")[metric]),
                Is.EqualTo(Model.Points.Select(point => point.Metrics[metric])));
        }

        Assert.That(points.GetProperty("metric")[3].TryGetProperty("v", out JsonElement few), "few errors recur");
        Assert.That(few.GetArrayLength(), Is.EqualTo(6), "five and none");
    }

    [Test]
    public void Write_NumberBeyondJavaScript_IsText()
    {
        ReportModel large = WithFirst(Model.Points[0] with { Id = (1L << 53) + 1 });

        Assert.That(Data(Page(large)).GetProperty("points").GetProperty("id")[0].GetString(),
            Is.EqualTo("9007199254740993"));
    }

    [Test]
    public void Write_MorePointsThanRoom_CountsThemAll()
    {
        ReportModel model = SyntheticReport.Create(2, room: 300);
        JsonElement counts = Data(Page(model)).GetProperty("counts");

        Assert.That(counts.GetProperty("points").GetInt32(), Is.EqualTo(720));
        Assert.That(counts.GetProperty("shown").GetInt32(), Is.EqualTo(300));
        Assert.That(
            counts.GetProperty("reasons").EnumerateArray().Sum(r => r.GetProperty("points").GetInt32()),
            Is.EqualTo(Model.Points.Count(point => point.Infeasible is not null)));
    }

    [Test]
    public void Write_FrontThatIsNotWhole_IsRefused() => Assert.That(
        () => ReportHtml.Write(Model with { Points = [.. Model.Points.Where(point => !point.OnFront)] }),
        Throws.ArgumentException.With.Message.Contains("front"));

    [Test]
    public void Write_PointOutsideItsAxis_IsRefused()
    {
        ReportModel wrong = WithFirst(Model.Points[0] with { AxisValues = [0, 0, 99, 0, 0, 0] });

        Assert.That(() => ReportHtml.Write(wrong), Throws.ArgumentException.With.Message.Contains("precision.weights"));
    }

    [Test]
    public void Write_PointWithoutAMetric_IsRefused()
    {
        ReportModel wrong = WithFirst(Model.Points[0] with { Metrics = [1] });

        Assert.That(() => ReportHtml.Write(wrong), Throws.ArgumentException.With.Message.Contains("8 metrics"));
    }

    [Test]
    public void Write_ConstraintOnUnknownMetric_IsRefused() => Assert.That(
        () => ReportHtml.Write(Model with { Constraints = [new("area-m2", null, 1)] }),
        Throws.ArgumentException.With.Message.Contains("area-m2"));

    private static ReportModel WithFirst(ReportPoint point) => Model with { Points = [point, .. Model.Points.Skip(1)] };

    private static string Page(ReportModel model) => Encoding.UTF8.GetString(ReportHtml.Write(model));

    private static JsonElement Data(string page) =>
        JsonDocument.Parse(Between(page, "<script type=\"application/json\" id=\"data\">", "</script>")).RootElement;

    private static int[] Codes(JsonElement column)
    {
        byte[] bytes = column.GetProperty("b").GetBytesFromBase64();
        int width = column.GetProperty("w").GetInt32();
        return [.. bytes.Chunk(width).Select(code => code.Reverse().Aggregate(0, (all, part) => (all << 8) | part))];
    }

    private static double[] Doubles(JsonElement column) => column.TryGetProperty("v", out JsonElement values)
        ? [.. Codes(column).Select(code =>
            values[code].ValueKind == JsonValueKind.Null ? double.NaN : values[code].GetDouble())]
        : [.. column.GetProperty("b").GetBytesFromBase64().Chunk(sizeof(double)).Select(bytes =>
            BitConverter.ToDouble(bytes))];

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
