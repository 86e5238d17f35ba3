using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Accel.Arch.Yaml;

/// <summary>A number with any unit that configuration files know, for ranges such as 64 KiB to 2 MiB.</summary>
public readonly record struct Quantity(double Number, string Unit)
{
    /// <summary>Units by what they measure: a range stays within one row.</summary>
    private static readonly (string Unit, double Factor)[][] Dimensions =
    [
        [(string.Empty, 1)],
        [("B", 1), ("KiB", 1024), ("MiB", 1024d * 1024), ("GiB", 1024d * 1024 * 1024), ("kB", 1e3), ("MB", 1e6),
            ("GB", 1e9)],
        [("bit", 1)],
        [("Hz", 1), ("kHz", 1e3), ("MHz", 1e6), ("GHz", 1e9)],
        [("B/s", 1), ("kB/s", 1e3), ("MB/s", 1e6), ("GB/s", 1e9), ("TB/s", 1e12), ("MiB/s", 1 << 20),
            ("GiB/s", 1 << 30), ("Gbit/s", 1.25e8)],
    ];

    /// <summary>Reads a number and its unit, if any.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Quantity? quantity)
    {
        quantity = null;
        string trimmed = text.Trim();
        int split = trimmed.Length;
        while (split > 0 && !char.IsAsciiDigit(trimmed[split - 1]) && trimmed[split - 1] != '.')
        {
            split--;
        }

        string unit = trimmed[split..].Trim();
        if (!double.TryParse(trimmed.AsSpan(0, split), NumberStyles.Float, CultureInfo.InvariantCulture,
            out double number)
            || !double.IsFinite(number)
                || !Array.Exists(Dimensions, row => Array.Exists(row, known => known.Unit == unit)))
        {
            return false;
        }

        quantity = new Quantity(number, unit);
        return true;
    }

    /// <summary>The same quantity in another unit; null when the two measure different things.</summary>
    public double? In(string unit)
    {
        string own = Unit;
        foreach ((string Unit, double Factor)[] row in Dimensions)
        {
            int from = Array.FindIndex(row, known => known.Unit == own);
            int to = Array.FindIndex(row, known => known.Unit == unit);
            if (from >= 0 && to >= 0)
            {
                return Number * row[from].Factor / row[to].Factor;
            }
        }

        return null;
    }

    public override string ToString() => Unit.Length == 0
        ? Number.ToString("R", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Number:R} {Unit}");
}
