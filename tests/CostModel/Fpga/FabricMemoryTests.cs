using Accel.CostModel.Fpga;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.Fpga;

public class FabricMemoryTests
{
    /// <summary>Every shape of the vendor's table is one primitive, and one word or bit more is two.</summary>
    [Test]
    public void Memories_OfThePrimitivesShapes_AreOnePrimitive()
    {
        foreach (ReferenceCsv row in ReferenceCsv.Read("cost_fpga_mem_geometry.csv"))
        {
            Func<long, int, double>? memory = row["primitive"] switch
            {
                "BRAM18" or "BRAM18 SDP" => (depth, width) => 2 * FabricMemory.BlockRam(depth, width),
                "URAM288 UltraScale+" => FabricMemory.UltraRam,
                _ => null,
            };
            if (memory is not null)
            {
                Assert.That(memory(row.Count("depth"), row.Int("width")), Is.EqualTo(1), row["primitive"]);
                Assert.That(memory(row.Count("depth") + 1, row.Int("width")), Is.GreaterThan(1), row["primitive"]);
                Assert.That(memory(row.Count("depth"), row.Int("width") + 1), Is.GreaterThan(1), row["primitive"]);
            }
        }
    }

    [TestCase(27, 10, 1, 6)]
    [TestCase(32, 10, 1, 6)]
    [TestCase(33, 10, 1, 12)]
    [TestCase(54, 10, 1, 12)]
    [TestCase(64, 10, 1, 12)]
    [TestCase(65, 10, 1, 23)]
    [TestCase(27, 10, 24, 144)]
    [TestCase(32, 14, 1, 8)]
    public void DistributedRam_ByGeometry_HasDataAndWriteAddresses(int depth, int width, int ports, double luts) =>
        Assert.That(FabricMemory.DistributedRam(depth, width, ports), Is.EqualTo(luts));

    /// <summary>FINN's rule: two counters, and 32 words of two bits a LUT.</summary>
    [TestCase(32, 8, 14)]
    [TestCase(33, 8, 20)]
    public void Fifo_ByFinnsRule_IsCountersAndStore(int depth, int width, double luts) =>
        Assert.That(FabricMemory.Fifo(depth, width), Is.EqualTo(luts));

    /// <summary>Two delays of up to 16 cycles share a LUT; longer ones take one for each 32.</summary>
    [TestCase(0, 8, 0)]
    [TestCase(1, 8, 4)]
    [TestCase(16, 7, 4)]
    [TestCase(17, 8, 8)]
    [TestCase(32, 8, 8)]
    [TestCase(33, 8, 16)]
    public void ShiftRegister_ByGeometry_IsTwoBitsOrOne(int cycles, int width, double luts) =>
        Assert.That(FabricMemory.ShiftRegister(cycles, width), Is.EqualTo(luts));

    /// <summary>4096 words of 256 bits are best in halves of 2048 x 9: 29 across and two deep.</summary>
    [TestCase(512, 72, 1, 1)]
    [TestCase(1024, 72, 2, 1)]
    [TestCase(4096, 256, 29, 14.5)]
    public void BlockRamsOfWord_OfDeepMemories_AreThoseAcross(long depth, int width, double all, double across)
    {
        Assert.That(FabricMemory.BlockRam(depth, width), Is.EqualTo(all));
        Assert.That(FabricMemory.BlockRamsOfWord(depth, width), Is.EqualTo(across));
    }
}
