using Accel.Arch.Activity;
using Accel.Sim.BitSerial;
using Accel.Sim.BitSerial.Machine;

namespace Accel.Tests.Sim.BitSerial.Machine;

public class BitSerialMachineTests
{
    [Test]
    public void Run_TheFoldOfTheReadme_TakesTheCyclesDrawnThere()
    {
        // 4 x 4 PEs in 2 x 2 tiles, two lanes, FP4, groups of 8: two groups of 4 beats of 2 cycles.
        var array = new BitSerialArray(4, 4, 2, 2, 2, 2, 8, 8, BitSerialArray.BitSerialPipeline) { HasEncoders = true };
        BitSerialOperands operands = RandomOperands.Gemm(new Random(1), 4, 16, 4, TermGenerator.Windows, 8);
        var machine = new BitSerialMachine(array, operands);
        var writes = new List<(int Cycle, long Outputs)>();
        for (int cycle = 0; !machine.IsDone; cycle++)
        {
            long before = machine.Counts.OutputWrites;
            machine.Step();
            if (machine.Counts.OutputWrites != before)
            {
                writes.Add((cycle, machine.Counts.OutputWrites - before));
            }
        }

        // Issue ends in cycle 15, accumulation of tile (0,0) in 18, dequantization in 26; rows are taken in 27 and 28
        // and written in 28 and 29; the tiles beside and below are one and two cycles later.
        Assert.That(writes, Is.EqualTo(new[] { (28, 2L), (29, 6L), (30, 6L), (31, 2L) }));
        Assert.That(machine.Counts.Cycles, Is.EqualTo(32));
        Assert.That(machine.Counts.EncoderCycles, Is.EqualTo(4 * 16));
        Assert.That(machine.Counts.PeActiveCycles, Is.EqualTo(16 * 16));
        Assert.That(machine.Counts.Macs, Is.EqualTo(4 * 4 * 16));
    }

    [Test]
    public void Writes_OfEveryCycle_AreEachOutputOnceInItsTile()
    {
        var array = new BitSerialArray(5, 4, 2, 3, 2, 2, 8, 8, BitSerialArray.BitSerialPipeline) { HasEncoders = true };
        BitSerialOperands operands = RandomOperands.Gemm(new Random(1), 9, 16, 7, TermGenerator.Windows, 8);
        var machine = new BitSerialMachine(array, operands);
        var outputs = new List<(int Token, int Channel)>();
        long before = 0;
        while (!machine.IsDone)
        {
            machine.Step();
            Assert.That(machine.Writes.Sum(write => write.Tokens), Is.EqualTo(machine.Counts.OutputWrites - before));
            before = machine.Counts.OutputWrites;
            foreach (TileWrite write in machine.Writes)
            {
                Assert.That(write.Channel % array.Rows / 2 * 2, Is.EqualTo(write.FirstRow));
                Assert.That(write.FirstToken % array.Columns, Is.EqualTo(write.FirstColumn));
                outputs.AddRange(Enumerable.Range(write.FirstToken, write.Tokens).Select(token => (token, write.Channel)));
            }
        }

        Assert.That(outputs, Has.Count.EqualTo(9 * 7).And.Unique);
    }

    [Test]
    public void Run_ThousandsOfSmallDesigns_EqualsTheClosedFormAndTheReference()
    {
        var random = new Random(101);
        for (int i = 0; i < 4000; i++)
        {
            AssertAgrees(random, 8, 24);
        }
    }

    [Test]
    public void Run_LargerDesigns_EqualTheClosedFormAndTheReference()
    {
        var random = new Random(103);
        for (int i = 0; i < 60; i++)
        {
            AssertAgrees(random, 20, 60);
        }
    }

    [Test]
    public void Construct_OperandsOfAnotherArray_Throws()
    {
        var array = new BitSerialArray(4, 4, 2, 2, 2, 2, 8, 8, BitSerialArray.BitSerialPipeline) { HasEncoders = true };
        var random = new Random(1);
        Assert.That(
            () => new BitSerialMachine(array, RandomOperands.Gemm(random, 2, 16, 2, TermGenerator.Booth(8), 8)),
            Throws.InstanceOf<ArgumentException>());
        Assert.That(
            () => new BitSerialMachine(array, RandomOperands.Gemm(random, 2, 16, 2, TermGenerator.Windows, 16)),
            Throws.InstanceOf<ArgumentException>());
        Assert.That(
            () => new BitSerialMachine(array, RandomOperands.Gemm(random, 2, 16, 2, TermGenerator.Windows, 8, true)),
            Throws.InstanceOf<ArgumentException>());
    }

    private static void AssertAgrees(Random random, int size, int extent)
    {
        int m = random.Next(1, extent + 1), k = random.Next(1, extent + 1), n = random.Next(1, extent + 1);
        int lanes = random.Next(1, 17);
        int group = random.Next(6) == 0 ? 0 : random.Next(1, 1 + Math.Max(lanes, extent));
        int kind = random.Next(5);
        bool fp16 = random.Next(3) == 0;
        TermGenerator generator = RandomOperands.Generators[random.Next(RandomOperands.Generators.Length)];
        BitSerialOperands operands = kind == 0
            ? RandomOperands.MacGemm(random, m, k, n, group, random.Next(2) == 0)
            : RandomOperands.Gemm(random, m, k, n, generator, group, fp16);
        var array = new BitSerialArray(
            random.Next(1, size + 1),
            random.Next(1, size + 1),
            random.Next(1, size + 1),
            random.Next(1, size + 1),
            lanes,
            operands.TermsPerWeight,
            group,
            kind == 0 ? 0 : fp16 ? GroupScale.Fp16Bits : GroupScale.Int8Bits,
            kind == 0 ? BitSerialArray.MacPipeline : BitSerialArray.BitSerialPipeline)
        {
            HasEncoders = kind != 0,
            WeightBits = 3 + random.Next(3) / 4.0,
            GroupBits = random.Next(12),
        };
        var machine = new BitSerialMachine(array, operands);
        ActivityCounts stepped = machine.Run();
        Assert.That(stepped, Is.EqualTo(BitSerialTiming.Count(array, m, k, n)), $"{array} {m} x {k} x {n}");

        var expected = new Half[m * n];
        BitSerialReference.Multiply(operands, lanes, expected);
        Assert.That(
            machine.Outputs.ToArray().Select(BitConverter.HalfToUInt16Bits),
            Is.EqualTo(expected.Select(BitConverter.HalfToUInt16Bits)),
            $"{array} {m} x {k} x {n}");
    }
}
