using System.Globalization;

namespace Accel.Cli.Output;

/// <summary>Numbers with SI prefixes, four significant digits.</summary>
internal static class Si
{
    private static readonly (double Factor, string Prefix)[] Prefixes =
    [
        (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"), (1, ""), (1e-3, "m"), (1e-6, "u"), (1e-9, "n"),
            (1e-12, "p"),
    ];

    public static string Text(double value, string unit)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{value} {unit}").TrimEnd();
        }

        int index = Array.FindIndex(Prefixes, prefix => Math.Abs(value) >= prefix.Factor * 0.99995);
        (double factor, string prefix) = Prefixes[index < 0 ? ^1 : index];
        return string.Create(CultureInfo.InvariantCulture, $"{value / factor:G4} {prefix}{unit}").TrimEnd();
    }
}
