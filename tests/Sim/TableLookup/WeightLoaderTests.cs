using Accel.Sim.Memory;
using Accel.Sim.TableLookup;

namespace Accel.Tests.Sim.TableLookup;

public class WeightLoaderTests
{
    private static readonly WeightLoader Loader = WeightLoader.Default;

    [TestCase(140, 5)]
    [TestCase(150, 5)]
    [TestCase(151, 4)]
    [TestCase(752, 1)]
    [TestCase(753, 0)]
    public void VectorsPerBeat_OfAWidth_AreWhole(int bits, int expected) =>
        Assert.That(Loader.VectorsPerBeat(bits), Is.EqualTo(expected));

    [Test]
    public void Bytes_BitNet073B_AreThoseWorkedOut()
    {
        // Matrix by matrix, each in whole beats: 160.2 MB for all layers.
        long layer = (4 * Loader.Bytes(29_184, 140)) + (2 * Loader.Bytes(77_824, 140)) + Loader.Bytes(75_264, 140);
        Assert.That(layer, Is.EqualTo(96 * ((4 * 5837) + (2 * 15_565) + 15_053)));
        Assert.That(24 * layer / 1e6, Is.EqualTo(160.2).Within(0.05));
    }

    [Test]
    public void Beats_AVectorWiderThanABeat_AreSeveral()
    {
        Assert.That(Loader.Beats(7, 753), Is.EqualTo(14));
        Assert.That(Loader.Beats(7, 1504), Is.EqualTo(14));
        Assert.That(Loader.Beats(7, 1505), Is.EqualTo(21));
    }

    [Test]
    public void PortCycles_FewOutstanding_WaitForAnswers()
    {
        // 16 bursts of 16 beats cover 80 cycles of latency and burst; two of them take 80 cycles for 32 beats.
        Assert.That(Loader.PortCycles(1000), Is.EqualTo(1000));
        Assert.That((Loader with { Outstanding = 5 }).PortCycles(1000), Is.EqualTo(1000));
        Assert.That((Loader with { Outstanding = 4 }).PortCycles(1000), Is.EqualTo(1250));
        Assert.That((Loader with { Outstanding = 2 }).PortCycles(1000), Is.EqualTo(2500));
    }

    [TestCase(768 * 2, 64 + 1000)]
    [TestCase(768, 64 + 1000)]
    [TestCase(384, 64 + 2000)]
    public void LoadTicks_OfARate_AreThoseOfPortsOrDram(int bitsPerCycle, long cycles)
    {
        DramRate rate = new(bitsPerCycle * DramRate.TicksPerBit);
        Assert.That(rate.CeilCycles(Loader.LoadTicks(5000, 140, rate)), Is.EqualTo(cycles));
    }
}
