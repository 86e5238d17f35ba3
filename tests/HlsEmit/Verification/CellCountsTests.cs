using Accel.HlsEmit.Verification;

namespace Accel.Tests.HlsEmit.Verification;

public class CellCountsTests
{
    private const string Statistics = """
        === top ===
           Number of wires:                 12
           Number of cells:                  3
             LUT6                            9

        === top ===

           Number of wires:                 12
           Number of wire bits:             99
           Number of cells:                126
             $scopeinfo                      1
             CARRY4                         35
             DSP48E2                        16
             FDRE                          200
             FDSE                            7
             INV                             2
             LUT1                            1
             LUT6                           99
             MUXF7                           3
             RAM32M16                        6
             RAMB18E2                        1
             RAMB36E2                        2
             SRL16E                         17
             SRLC32E                         1
             URAM288                         4

           Estimated number of LCs:        203
        """;

    [Test]
    public void Parse_TheLastStatistics_CountsLutsOfMemoriesToo()
    {
        CellCounts cells = CellCounts.Parse(Statistics);
        Assert.That(cells.Resources.Luts, Is.EqualTo(2 + 1 + 99 + (6 * 8) + 18));
        Assert.That(cells.Resources.MemoryLuts, Is.EqualTo((6 * 8) + 18));
        Assert.That(cells.Resources.Ffs, Is.EqualTo(207));
        Assert.That(cells.Resources.Dsps, Is.EqualTo(16));
        Assert.That(cells.Resources.Bram36, Is.EqualTo(2.5));
        Assert.That(cells.Resources.Urams, Is.EqualTo(4));
        Assert.That(cells.Latches, Is.Zero);
        Assert.That(cells["CARRY4"], Is.EqualTo(35));
    }

    [TestCase("     LDCE  2", 2)]
    [TestCase("     $_DLATCH_P_  3", 3)]
    [TestCase("     FDRE  3", 0)]
    public void Latches_OfANetlist_AreCounted(string line, long latches) => Assert.That(
        CellCounts.Parse($"   Number of cells:  9\n{line}\n").Latches, Is.EqualTo(latches));

    [Test]
    public void Parse_WithoutStatistics_HasNoCells() =>
        Assert.That(CellCounts.Parse("ERROR: no such module").Total, Is.Zero);
}
