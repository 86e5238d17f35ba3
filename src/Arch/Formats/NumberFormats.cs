using System.Diagnostics.CodeAnalysis;
using Accel.Arch.Formats.OutlierVictim;

namespace Accel.Arch.Formats;

/// <summary>The number formats that YAML can name.</summary>
public static class NumberFormats
{
    /// <summary>
    /// Every format with a fixed name; mixes such as <c>int5.25</c> come on top, see <see cref="IntegerMix"/>.
    /// </summary>
    public static IReadOnlyList<NumberFormat> All { get; } =
    [
        .. Integers(IntegerKind.Signed),
        new IntegerFormat(16, IntegerKind.Signed),
        .. Integers(IntegerKind.Unsigned),
        new IntegerFormat(16, IntegerKind.Unsigned),
        .. Integers(IntegerKind.Asymmetric),
        new FloatingFormat("fp16", "IEEE 754 binary16", 5, 10, FloatingSpecials.Ieee, carriesOwnExponent: true),
        new FloatingFormat("bf16", "bfloat16: the upper half of binary32", 8, 7,
            FloatingSpecials.Ieee, carriesOwnExponent: true),
        new FloatingFormat("fp8-e4m3", "OCP FP8 E4M3: largest value 448, no infinity", 4, 3, FloatingSpecials.NanOnly),
        new FloatingFormat("fp8-e5m2", "OCP FP8 E5M2: IEEE-like, largest value 57344", 5, 2, FloatingSpecials.Ieee),
        new FloatingFormat("fp6-e2m3", "OCP FP6 E2M3: largest value 7.5", 2, 3, FloatingSpecials.None),
        new FloatingFormat("fp6-e3m2", "OCP FP6 E3M2: largest value 28", 3, 2, FloatingSpecials.None),
        new FloatingFormat("fp4", "OCP FP4 E2M1: 0, 0.5, 1, 1.5, 2, 3, 4, 6 with sign", 2, 1, FloatingSpecials.None),
        .. BitModFormats.All(),
        SmallFormats.Flint4,
        SmallFormats.Ternary,
        SmallFormats.PowerOfTwo4,
        SmallFormats.DenseShift3,
        SmallFormats.DenseShift4,
        .. OutlierVictimFormats.All,
    ];

    /// <summary>The names of <see cref="All"/>, in its order: the candidates for a suggestion.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(format => format.Name)];

    private static readonly Dictionary<string, NumberFormat> ByName = All.ToDictionary(format => format.Name);

    /// <summary>Finds a format by name, a mix such as <c>int5.25</c> included.</summary>
    public static bool TryGet(string name, [NotNullWhen(true)] out NumberFormat? format)
    {
        if (!ByName.TryGetValue(name, out format) && IntegerMix.TryParse(name, out IntegerMix? mix))
        {
            format = mix;
        }

        return format is not null;
    }

    /// <summary>The format of a name that the program itself knows to exist.</summary>
    /// <exception cref="ArgumentException">There is no such format.</exception>
    public static NumberFormat Get(string name) =>
        TryGet(name, out NumberFormat? format)
            ? format
            : throw new ArgumentException($"no number format '{name}'", nameof(name));

    private static IEnumerable<NumberFormat> Integers(IntegerKind kind) =>
        Enumerable.Range(2, 7).Select(bits => new IntegerFormat(bits, kind));
}
