using System.Globalization;
using Accel.Arch.Units;

namespace Accel.Arch.Yaml;

/// <summary>The types of values that configuration files use.</summary>
public static class Kinds
{
    private static readonly (string, double)[] ByteUnits =
    [
        ("B", 1), ("KiB", 1024), ("MiB", 1024d * 1024), ("GiB", 1024d * 1024 * 1024),
        ("kB", 1e3), ("MB", 1e6), ("GB", 1e9),
    ];

    public static readonly ValueKind<bool> Truth = new ChoiceKind<bool>([("true", true), ("false", false)]);

    public static readonly ValueKind<string> Text = new TextKind();

    /// <summary>On-chip storage, 1 B to 1 GiB.</summary>
    public static readonly ValueKind<Bits> Size = new UnitKind<Bits>(
        "a size", "512 KiB", ByteUnits, 1, 1L << 30, bytes => new Bits((long)Math.Round(bytes * 8)));

    /// <summary>The size of an off-chip memory, up to a tebibyte.</summary>
    public static readonly ValueKind<Bits> Memory = new UnitKind<Bits>(
        "a size", "8 GiB", ByteUnits, 1, 1L << 40, bytes => new Bits((long)Math.Round(bytes * 8)));

    /// <summary>The width of a port, 1 bit to 1 Mbit.</summary>
    public static readonly ValueKind<Bits> Port = new UnitKind<Bits>(
        "a width", "512 bit", [("bit", 1), ("B", 8)], 1, 1 << 20, bits => new Bits((long)Math.Round(bits)));

    public static readonly ValueKind<Hertz> Frequency = new UnitKind<Hertz>(
        "a frequency", "1 GHz", [("Hz", 1), ("kHz", 1e3), ("MHz", 1e6), ("GHz", 1e9)], 1e3, 1e11, hertz =>
            new Hertz(hertz));

    public static readonly ValueKind<BytesPerSecond> Bandwidth = new UnitKind<BytesPerSecond>(
        "a bandwidth", "32 GB/s",
        [("B/s", 1), ("kB/s", 1e3), ("MB/s", 1e6), ("GB/s", 1e9), ("TB/s", 1e12),
            ("MiB/s", 1 << 20), ("GiB/s", 1 << 30), ("Gbit/s", 1.25e8)],
        1e3, 1e15, bytes => new BytesPerSecond(bytes));

    /// <summary>An area, in square micrometres.</summary>
    public static readonly ValueKind<double> Area = new UnitKind<double>(
        "an area", "1507.7 um2", [("um2", 1), ("mm2", 1e6)], 0, 1e12, value => value);

    /// <summary>An energy, in picojoules.</summary>
    public static readonly ValueKind<double> Energy = new UnitKind<double>(
        "an energy", "0.56 pJ", [("fJ", 1e-3), ("pJ", 1), ("nJ", 1e3)], 0, 1e9, value => value);

    /// <summary>A power, in milliwatts.</summary>
    public static readonly ValueKind<double> Power = new UnitKind<double>(
        "a power", "1.86 mW", [("nW", 1e-6), ("uW", 1e-3), ("mW", 1), ("W", 1e3)], 0, 1e9, value => value);

    /// <summary>A time, in picoseconds.</summary>
    public static readonly ValueKind<double> Time = new UnitKind<double>(
        "a time", "30 ps", [("ps", 1), ("ns", 1e3)], 0, 1e6, value => value);

    /// <summary>A length, in nanometres.</summary>
    public static readonly ValueKind<double> Length = new UnitKind<double>(
        "a length", "28 nm", [("nm", 1), ("um", 1e3)], 0.1, 1e6, value => value);

    /// <summary>A voltage, in volts.</summary>
    public static readonly ValueKind<double> Voltage = new UnitKind<double>(
        "a voltage", "0.9 V", [("mV", 1e-3), ("V", 1)], 0.1, 5, value => value);

    /// <summary>A temperature, in kelvin.</summary>
    public static readonly ValueKind<double> Temperature = new UnitKind<double>(
        "a temperature", "300 K", [("K", 1)], 200, 450, value => value);

    /// <summary>A count.</summary>
    public static ValueKind<int> Whole(int minimum, int maximum) =>
        new NumberKind<int>(minimum, maximum, isWhole: true, value => (int)value);

    /// <summary>A large count.</summary>
    public static ValueKind<long> WholeLong(long minimum, long maximum) =>
        new NumberKind<long>(minimum, maximum, isWhole: true, value => (long)value);

    /// <summary>A number without unit.</summary>
    public static ValueKind<double> Number(double minimum, double maximum) =>
        new NumberKind<double>(minimum, maximum, isWhole: false, value => value);

    public static ValueKind<TValue> Choice<TValue>(params (string Name, TValue Value)[] choices) =>
        new ChoiceKind<TValue>(choices);

    internal static string Invariant(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
