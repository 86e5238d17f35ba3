using System.Globalization;

namespace Accel.CostModel.Fpga.Modules;

/// <summary>A module's parameters by name, as its instance sets them.</summary>
/// <param name="values">Those that are set; others have the module's own.</param>
public sealed class ModuleParameters(IEnumerable<KeyValuePair<string, long>> values)
{
    private readonly SortedDictionary<string, long> _values =
        new(values.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Reads parameters as tables have them, <c>ROWS=4 COLS=4</c>.</summary>
    /// <exception cref="FormatException">A value is no number.</exception>
    public static ModuleParameters Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ModuleParameters(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('='))
            .Select(one => KeyValuePair.Create(one[0], long.Parse(one[1], CultureInfo.InvariantCulture))));
    }

    /// <summary>A parameter's value, or the one that the module has by itself.</summary>
    public int Get(string name, int own) => checked((int)_values.GetValueOrDefault(name, own));

    /// <summary>The same for the same values.</summary>
    public override string ToString() => string.Join(' ', _values.Select(value =>
        string.Create(CultureInfo.InvariantCulture, $"{value.Key}={value.Value}")));
}
