using ScottPlot;
using static Accel.Explore.Reports.Figures.PlotKit;

namespace Accel.Explore.Reports.Figures;

/// <summary>Lines of equal merit of two metrics: of their product where both are to be small, or both large (energy x
/// latency), else of their ratio (rate over power).</summary>
internal static class IsoLines
{
    private const int Most = 8;
    private const int Steps = 64;

    private static readonly double[][] Mantissas = [[1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]];

    /// <summary>At round values, through the points; none where a metric is not positive.</summary>
    public static void Add(
        Plot plot, ReportModel model, int x, int y, PlotScale across, PlotScale up, IReadOnlyList<ReportPoint> points)
    {
        if (x == y || points.Count == 0 || points.Any(p => p.Metrics[x] <= 0 || p.Metrics[y] <= 0))
        {
            return;
        }

        bool isProduct = model.Metrics[x].Better == model.Metrics[y].Better;
        double[] merits = [.. points.Select(p => isProduct
            ? p.Metrics[x] * p.Metrics[y] : p.Metrics[y] / p.Metrics[x])];
        string unit = Unit(model.Metrics[x].Unit, model.Metrics[y].Unit, isProduct);
        foreach (double constant in Round(merits.Min(), merits.Max()))
        {
            Coordinates[] line = [.. Inside(constant, isProduct, across, up)];
            if (line.Length < 4)
            {
                continue;
            }

            Line(plot, line, Color.FromHex("#B9C3CB"), 1);
            var text = plot.Add.Text(
                Printable(SiText.Of(constant, unit)), line.MinBy(place => FromDiagonal(place, isProduct, across, up)));
            text.LabelFontName = Font;
            text.LabelFontSize = 11;
            text.LabelFontColor = Grey;
            text.LabelBackgroundColor = Colors.White.WithAlpha(0.7);
            text.LabelAlignment = Alignment.MiddleCenter;
        }
    }

    /// <summary>How far a place is from the diagonal that the lines cross: there their names stand apart.</summary>
    private static double FromDiagonal(Coordinates place, bool isProduct, PlotScale across, PlotScale up)
    {
        double right = (place.X - across.Low) / (across.High - across.Low);
        double above = (place.Y - up.Low) / (up.High - up.Low);
        return Math.Abs(isProduct ? right - above : right + above - 1);
    }

    /// <summary>Round values between two, so coarse that they are at most eight.</summary>
    public static IReadOnlyList<double> Round(double low, double high)
    {
        int first = (int)Math.Floor(Math.Log10(low));
        int last = (int)Math.Floor(Math.Log10(high));
        foreach (double[] mantissas in Mantissas)
        {
            double[] values =
            [
                .. Enumerable.Range(first, last - first + 1)
                    .SelectMany(decade => mantissas.Select(mantissa => mantissa * Math.Pow(10, decade)))
                    .Where(value => value > low && value < high),
            ];
            if (values.Length <= Most)
            {
                return values;
            }
        }

        int step = (last - first + Most - 1) / Most;
        return [.. Enumerable.Range(1, Most).Select(i => Math.Pow(10, first + (i * step))).Where(v => v < high)];
    }

    /// <summary>Places of a line, evenly spaced across and up: a hyperbola is steep at one end and flat at the other.
    /// </summary>
    private static IEnumerable<Coordinates> Inside(double constant, bool isProduct, PlotScale across, PlotScale up)
    {
        List<Coordinates> places = [];
        for (int step = 0; step <= Steps; step++)
        {
            double x = across.Value(across.Low + ((across.High - across.Low) * step / Steps));
            double y = up.Value(up.Low + ((up.High - up.Low) * step / Steps));
            places.Add(new(across.Place(x), up.Place(isProduct ? constant / x : constant * x)));
            places.Add(new(across.Place(isProduct ? constant / y : y / constant), up.Place(y)));
        }

        return places
            .Where(place => place.X >= across.Low && place.X <= across.High && place.Y >= up.Low && place.Y <= up.High
                && across.Value(place.X) > 0)
            .OrderBy(place => place.X);
    }

    private static string Unit(string x, string y, bool isProduct) => isProduct
        ? string.Join(' ', new[] { y, x }.Where(unit => unit.Length > 0))
        : x == y ? string.Empty : $"{y}{(x.Length > 0 ? " per " + x : string.Empty)}".Trim();
}
