using Accel.Arch.Diagnostics;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.Arch.Yaml;

namespace Accel.Tests.Arch.Yaml;

public class KindsTests
{
    [TestCase("1 B", 8)]
    [TestCase("512 KiB", 512 * 1024 * 8)]
    [TestCase("512KiB", 512 * 1024 * 8)]
    [TestCase(" 2  MiB ", 2L * 1024 * 1024 * 8)]
    [TestCase("1 GiB", 8L << 30)]
    [TestCase("1.5 kB", 12_000)]
    [TestCase("1e3 kB", 8_000_000)]
    [TestCase("+1E2 MB", 800_000_000)]
    public void Size_WithUnit_IsInBits(string text, long bits) =>
        Assert.That(Read(Kinds.Size, text), Is.EqualTo(new Bits(bits)));

    [TestCase("512 bit", 512)]
    [TestCase("64 B", 512)]
    public void Port_WithUnit_IsInBits(string text, long bits) =>
        Assert.That(Read(Kinds.Port, text), Is.EqualTo(new Bits(bits)));

    [TestCase("1 GHz", 1e9)]
    [TestCase("250 MHz", 2.5e8)]
    [TestCase("1000 Hz", 1e3)]
    [TestCase("2 kHz", 2e3)]
    [TestCase("100 GHz", 1e11)]
    public void Frequency_WithUnit_IsInHertz(string text, double hertz) =>
        Assert.That(Read(Kinds.Frequency, text).Value, Is.EqualTo(hertz));

    [TestCase("32 GB/s", 3.2e10)]
    [TestCase("1 Gbit/s", 1.25e8)]
    [TestCase("1 MiB/s", 1048576)]
    [TestCase("2 GiB/s", 2147483648)]
    [TestCase("1 TB/s", 1e12)]
    [TestCase("5000 B/s", 5e3)]
    [TestCase("5 kB/s", 5e3)]
    [TestCase("5 MB/s", 5e6)]
    public void Bandwidth_WithUnit_IsInBytesPerSecond(string text, double bytes) =>
        Assert.That(Read(Kinds.Bandwidth, text).Value, Is.EqualTo(bytes));

    [Test]
    public void Prices_WithUnits_AreInTheUnitsOfTheTechnology()
    {
        Assert.That(Read(Kinds.Area, "1507.7 um2"), Is.EqualTo(1507.7));
        Assert.That(Read(Kinds.Area, "2 mm2"), Is.EqualTo(2e6));
        Assert.That(Read(Kinds.Energy, "560 fJ"), Is.EqualTo(0.56).Within(1e-12));
        Assert.That(Read(Kinds.Energy, "2 nJ"), Is.EqualTo(2000));
        Assert.That(Read(Kinds.Power, "1.86 mW"), Is.EqualTo(1.86));
        Assert.That(Read(Kinds.Power, "5 uW"), Is.EqualTo(0.005).Within(1e-12));
        Assert.That(Read(Kinds.Power, "1 W"), Is.EqualTo(1000));
        Assert.That(Read(Kinds.Length, "28 nm"), Is.EqualTo(28));
        Assert.That(Read(Kinds.Length, "0.13 um"), Is.EqualTo(130).Within(1e-9));
    }

    [TestCase("512",
        "x:3:7: error ACC008: key needs a unit: a size such as '512 KiB', got the bare number 512 (write '512 KiB'?)")]
    [TestCase("512 kib", "x:3:7: error ACC008: key must be a size, and 'kib' is no unit of one (did you mean 'KiB'?)")]
    [TestCase("512 GHz", "x:3:7: error ACC008: key must be a size, and 'GHz' is no unit of one (did you mean 'GiB'?)")]
    [TestCase("big", "x:3:7: error ACC007: key must be a size with its unit, such as '512 KiB', got 'big'")]
    [TestCase("1.2.3 KiB", "x:3:7: error ACC007: key must be a size with its unit, such as '512 KiB', got '1.2.3 KiB'")]
    [TestCase("1e999 KiB", "x:3:7: error ACC007: key must be a size with its unit, such as '512 KiB', got '1e999 KiB'")]
    [TestCase("1,5 KiB",
        "x:3:7: error ACC008: key must be a size, and ',5 KiB' is no unit of one (one of: B, KiB, MiB, GiB, kB, MB, "
            + "GB)")]
    [TestCase("0 B", "x:3:7: error ACC010: key must be a size from 1 to 1073741824 B, got 0 B")]
    [TestCase("-5 KiB", "x:3:7: error ACC010: key must be a size from 1 to 1073741824 B, got -5 KiB")]
    [TestCase("1025 MiB", "x:3:7: error ACC010: key must be a size from 1 to 1073741824 B, got 1025 MiB")]
    public void Size_Wrong_SaysWhatIsWrongAndHowToPutItRight(string text, string line) =>
        Assert.That(Refusal(Kinds.Size, text), Is.EqualTo(line));

    [TestCase("999 Hz", "x:3:7: error ACC010: key must be a frequency from 1000 to 100000000000 Hz, got 999 Hz")]
    [TestCase("101 GHz", "x:3:7: error ACC010: key must be a frequency from 1000 to 100000000000 Hz, got 101 GHz")]
    [TestCase("1",
        "x:3:7: error ACC008: key needs a unit: a frequency such as '1 GHz', got the bare number 1 (write '1 GHz'?)")]
    public void Frequency_Wrong_SaysWhatIsWrong(string text, string line) =>
        Assert.That(Refusal(Kinds.Frequency, text), Is.EqualTo(line));

    [TestCase("1", 1)]
    [TestCase("64", 64)]
    [TestCase("1e1", 10)]
    [TestCase("4.0", 4)]
    public void Whole_InRange_IsRead(string text, int value) =>
        Assert.That(Read(Kinds.Whole(1, 64), text), Is.EqualTo(value));

    [TestCase("0", "ACC010: key must be a whole number from 1 to 64, got 0")]
    [TestCase("65", "ACC010: key must be a whole number from 1 to 64, got 65")]
    [TestCase("1.5", "ACC010: key must be a whole number from 1 to 64, got 1.5")]
    [TestCase("1e300", "ACC010: key must be a whole number from 1 to 64, got 1e300")]
    [TestCase("NaN", "ACC007: key must be a whole number from 1 to 64, got 'NaN'")]
    [TestCase("Infinity", "ACC007: key must be a whole number from 1 to 64, got 'Infinity'")]
    [TestCase("0x10", "ACC007: key must be a whole number from 1 to 64, got '0x10'")]
    [TestCase("1,000", "ACC007: key must be a whole number from 1 to 64, got '1,000'")]
    [TestCase("4 KiB", "ACC007: key must be a whole number from 1 to 64, got '4 KiB'")]
    public void Whole_Wrong_NamesTheRange(string text, string end) =>
        Assert.That(Refusal(Kinds.Whole(1, 64), text), Is.EqualTo("x:3:7: error " + end));

    [Test]
    public void WholeLong_AtItsEnds_IsExact()
    {
        Assert.That(Read(Kinds.WholeLong(1, 1L << 46), "70368744177664"), Is.EqualTo(1L << 46));
        Assert.That(Refusal(Kinds.WholeLong(1, 1L << 46), "70368744177665"), Does.Contain("ACC010"));
    }

    [TestCase("true", true)]
    [TestCase("false", false)]
    public void Truth_IsTrueOrFalse(string text, bool value) => Assert.That(Read(Kinds.Truth, text), Is.EqualTo(value));

    [TestCase("yes", "x:3:7: error ACC009: key must be true or false, got 'yes' (one of: true, false)")]
    [TestCase("tru", "x:3:7: error ACC009: key must be true or false, got 'tru' (did you mean 'true'?)")]
    public void Truth_OtherWords_AreRefused(string text, string line) =>
        Assert.That(Refusal(Kinds.Truth, text), Is.EqualTo(line));

    [Test]
    public void Choice_UnknownName_SuggestsTheNearest()
    {
        ValueKind<int> kind = Kinds.Choice(("fp16", 1), ("bit-serial", 2));
        Assert.That(Read(kind, "bit-serial"), Is.EqualTo(2));
        Assert.That(Refusal(kind, "bit-seril"), Is.EqualTo(
            "x:3:7: error ACC009: key must be fp16 or bit-serial, got 'bit-seril' (did you mean 'bit-serial'?)"));
    }

    [Test]
    public void Format_KnownAndUnknown_IsReadOrExplained()
    {
        Assert.That(Read(FormatKind.Instance, "fp3-er-ea/128"), Is.EqualTo(TensorFormat.Parse("fp3-er-ea/128")));
        Assert.That(Refusal(FormatKind.Instance, "int88/128"),
            Does.StartWith("x:3:7: error ACC009: key: unknown number format 'int88'"));
        Assert.That(Refusal(FormatKind.Instance, "int8/0"),
            Does.StartWith("x:3:7: error ACC009: key: group size must be"));
    }

    [Test]
    public void Text_TooLong_IsRefusedAndNotRepeated()
    {
        Assert.That(Read(Kinds.Text, new string('x', 2000)), Has.Length.EqualTo(2000));
        Assert.That(Refusal(Kinds.Text, new string('x', 2001)),
            Is.EqualTo("x:3:7: error ACC010: key is longer than 2000 characters"));
    }

    [Test]
    public void AnyKind_ListMappingOrNothing_IsTheWrongType()
    {
        var where = new SourceLocation("x", 3, 7);
        foreach ((ConfigNode node, string got) in new (ConfigNode, string)[]
        {
            (new ListNode([], where), "a list"), (new MapNode([], where), "a mapping"),
            (new ScalarNode(string.Empty, where), "nothing"),
        })
        {
            DiagnosticBag bag = new();
            Assert.That(Kinds.Whole(1, 9).TryRead(node, "key", Context(bag), out _), Is.False);
            Assert.That(bag.Items.Single().ToString(),
                Is.EqualTo($"x:3:7: error ACC007: key must be a whole number from 1 to 9, got {got}"));
        }
    }

    [Test]
    public void AnyKind_ControlCharactersAndLongText_AreShownTamely()
    {
        string shown = Refusal(Kinds.Whole(1, 9), "\e[31m" + new string('a', 100));
        Assert.That(shown, Does.Contain($"got ' [31m{new string('a', 55)}...'"));
    }

    private static BindContext Context(DiagnosticBag bag) => new(bag, new ConfigLibrary([], ".", []));

    private static TValue Read<TValue>(ValueKind<TValue> kind, string text)
    {
        DiagnosticBag bag = new();
        bool isRead = kind.TryRead((ConfigNode)new ScalarNode(text, default), "key", Context(bag), out TValue value);
        Assert.That(bag.Items, Is.Empty);
        Assert.That(isRead);
        return value;
    }

    private static string Refusal<TValue>(ValueKind<TValue> kind, string text)
    {
        DiagnosticBag bag = new();
        Assert.That(kind.TryRead((ConfigNode)new ScalarNode(text, new SourceLocation("x", 3, 7)), "key", Context(bag),
            out _), Is.False);
        return bag.Items.Single().ToString();
    }
}
