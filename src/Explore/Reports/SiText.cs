using System.Globalization;

namespace Accel.Explore.Reports;

/// <summary>Short text for a quantity, with the SI prefix that leaves one to three digits before the point.</summary>
internal static class SiText
{
    /// <summary>Units that take a prefix; mm², percentages and rates per token keep theirs.</summary>
    private static readonly HashSet<string> Prefixable = ["s", "J", "W", "Hz", "B/s", "MAC/s"];

    private static readonly (double Scale, string Prefix)[] Prefixes =
    [
        (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"), (1, ""),
        (1e-3, "m"), (1e-6, "µ"), (1e-9, "n"), (1e-12, "p"),
    ];

    /// <summary>Three significant digits: <c>3.41 ms</c>, <c>12.5 mm²</c>, <c>2.4e-05</c>.</summary>
    public static string Of(double value, string unit)
    {
        // Adding zero turns a negative zero into the ordinary one.
        value += 0.0;
        if (value == 0 || !Prefixable.Contains(unit))
        {
            return Join(Plain(value), unit);
        }

        // The rounded value decides, so that 999.96 m becomes 1, not 1000 m.
        string rounded = value.ToString("G3", CultureInfo.InvariantCulture);
        double size = Math.Abs(double.Parse(rounded, CultureInfo.InvariantCulture));
        (double scale, string prefix) = Prefixes.FirstOrDefault(p => size >= p.Scale * 0.9999999, Prefixes[^1]);
        return Join(Plain(value / scale), prefix + unit);
    }

    private static string Plain(double value) => Math.Abs(value) is >= 1000 and < 1e6
        ? value.ToString("F0", CultureInfo.InvariantCulture)
        : value.ToString("G3", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);

    private static string Join(string number, string unit) => unit.Length > 0 ? $"{number} {unit}" : number;
}
