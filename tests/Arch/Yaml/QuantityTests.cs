using Accel.Arch.Yaml;

namespace Accel.Tests.Arch.Yaml;

public class QuantityTests
{
    [TestCase("16", 16, "")]
    [TestCase("-2.5e-3", -2.5e-3, "")]
    [TestCase("64 KiB", 64, "KiB")]
    [TestCase("64KiB", 64, "KiB")]
    [TestCase("1e3 MB/s", 1000, "MB/s")]
    [TestCase("512 bit", 512, "bit")]
    [TestCase("1.5 GHz", 1.5, "GHz")]
    [TestCase("5. GB", 5, "GB")]
    public void TryParse_NumberAndUnit_IsSplit(string text, double number, string unit)
    {
        Assert.That(Quantity.TryParse(text, out Quantity? quantity));
        Assert.That(quantity, Is.EqualTo(new Quantity(number, unit)));
    }

    [TestCase("")]
    [TestCase("KiB")]
    [TestCase("1 parsec")]
    [TestCase("NaN")]
    [TestCase("1e999")]
    [TestCase("int8/128")]
    [TestCase("1 2 KiB")]
    public void TryParse_SomethingElse_IsRefused(string text) => Assert.That(Quantity.TryParse(text, out _), Is.False);

    [TestCase("2 MiB", "KiB", 2048)]
    [TestCase("1 MB", "B", 1e6)]
    [TestCase("1 GiB", "GiB", 1)]
    [TestCase("8 Gbit/s", "GB/s", 1)]
    [TestCase("1500 MHz", "GHz", 1.5)]
    public void In_SameKindOfUnit_Converts(string text, string unit, double expected)
    {
        Assert.That(Quantity.TryParse(text, out Quantity? quantity));
        Assert.That(quantity!.Value.In(unit), Is.EqualTo(expected).Within(1e-12));
    }

    [TestCase("2 MiB", "GHz")]
    [TestCase("2 MiB", "")]
    [TestCase("2", "B")]
    [TestCase("8 bit", "B")]
    public void In_AnotherKindOfUnit_IsNull(string text, string unit)
    {
        Assert.That(Quantity.TryParse(text, out Quantity? quantity));
        Assert.That(quantity!.Value.In(unit), Is.Null);
    }

    [TestCase("64 KiB")]
    [TestCase("0.1")]
    [TestCase("1E+20 B/s")]
    public void ToString_ReadAgain_IsTheSame(string text)
    {
        Assert.That(Quantity.TryParse(text, out Quantity? quantity));
        Assert.That(quantity!.Value.ToString(), Is.EqualTo(text));
    }
}
