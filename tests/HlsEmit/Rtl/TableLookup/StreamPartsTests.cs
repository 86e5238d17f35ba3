namespace Accel.Tests.HlsEmit.Rtl.TableLookup;

/// <summary>stream_register.v and sum_fifo.v: nothing is lost, doubled or late, whoever waits.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class StreamPartsTests
{
    /// <summary>Cycles from a claim to its word, and the places that just do not make it wait.</summary>
    [TestCase(2, 4)]
    [TestCase(6, 8)]
    [TestCase(9, 16)]
    [TestCase(14, 16)]
    public void Parts_PausesOnBothSides_KeepOrderAndCycles(int delay, int places)
    {
        using RtlBench bench = new("TableLookup", "stream_parts_tb");
        Assert.That(bench.With("DELAY", delay).With("PLACES", places).Run(), Is.GreaterThan(2000));
    }
}
