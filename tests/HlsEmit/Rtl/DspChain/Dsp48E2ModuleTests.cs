using Accel.HlsEmit.Vectors;
using Accel.Sim.DspChain.Slices;

namespace Accel.Tests.HlsEmit.Rtl.DspChain;

/// <summary>The stand-ins for primitives beside the slices of the simulator, clock by clock.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class Dsp48E2ModuleTests
{
    private const int Cycles = 6000;

    private static readonly SliceRegisters[] Enables =
    [
        SliceRegisters.A2, SliceRegisters.Ad, SliceRegisters.AluMode, SliceRegisters.B1, SliceRegisters.B2,
        SliceRegisters.C, SliceRegisters.OpMode, SliceRegisters.D, SliceRegisters.InMode, SliceRegisters.M,
        SliceRegisters.P,
    ];

    private static readonly SliceRegisters[] Resets =
    [
        SliceRegisters.A, SliceRegisters.AluMode, SliceRegisters.B, SliceRegisters.C, SliceRegisters.OpMode,
        SliceRegisters.D | SliceRegisters.Ad, SliceRegisters.InMode, SliceRegisters.M, SliceRegisters.P,
    ];

    [Test]
    public void P_OfTheChainsSettingsWithAnyInputs_IsTheSlicesInEveryCycle() =>
        Check("tb_dsp48e2", new Dsp48E2(Dsp48E2Settings.Chain), new Ports(30, 18, 48), alsoVerilator: true);

    [Test]
    public void P_OfAVersalChainsSettingsWithAnyInputs_IsTheSlicesInEveryCycle() =>
        Check("tb_dsp58", new Dsp58(Dsp58Settings.Chain), new Ports(34, 24, 58), alsoVerilator: false);

    private static void Check(string bench, DspSlice slice, Ports ports, bool alsoVerilator)
    {
        Random random = new(48);
        List<BitWord> stimulus = [];
        List<BitWord> expected = [State(slice, ports)];
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            SliceInputs inputs = Any(random, ports);
            slice.Step(inputs);
            stimulus.Add(Row(inputs, ports));
            expected.Add(State(slice, ports));
        }

        long checkedCycles = Bench.Run(
            bench, [("CYCLES", Cycles)], stimulus, expected, alsoVerilator);
        Assert.That(checkedCycles, Is.EqualTo(Cycles + 1));
    }

    private static BitWord State(DspSlice slice, Ports ports) =>
        new BitWord().Below(slice.BCOut, ports.B).Below(slice.ACOut, ports.A).Below(slice.PCOut, ports.Sum)
            .Below(slice.P, ports.Sum);

    private static BitWord Row(in SliceInputs inputs, Ports ports)
    {
        BitWord row = new();
        foreach (SliceRegisters register in Enables)
        {
            row.Below((inputs.Held & register) == 0 ? 1 : 0, 1);
        }

        foreach (SliceRegisters register in Resets)
        {
            row.Below((inputs.Cleared & register) != 0 ? 1 : 0, 1);
        }

        return row.Below((int)inputs.InMode, 5).Below(inputs.OpMode.Code, 9).Below((int)inputs.AluMode, 4)
            .Below(inputs.PCascade, ports.Sum).Below(inputs.D, 27).Below(inputs.C, ports.Sum).Below(inputs.B, ports.B)
            .Below(inputs.A, ports.A);
    }

    private static SliceInputs Any(Random random, Ports ports)
    {
        bool multiplies = random.Next(8) > 0;
        return new SliceInputs
        {
            A = Word(random, ports.A), B = Word(random, ports.B), C = Word(random, ports.Sum), D = Word(random, 27),
            PCascade = Word(random, ports.Sum),
            InMode = random.Next(4) > 0 ? InMode.EnableD : (InMode)(random.Next(8) << 1),
            OpMode = new OpMode(
                new[] { WSelect.Zero, WSelect.Zero, WSelect.Sum, WSelect.C }[random.Next(4)],
                new[] { ZSelect.Zero, ZSelect.Cascade, ZSelect.Sum, ZSelect.C }[random.Next(4)],
                multiplies ? YSelect.Product : YSelect.Zero, multiplies ? XSelect.Product : XSelect.Zero),
            Held = Some(random, Enables, 3), Cleared = Some(random, Resets, 8),
        };
    }

    /// <summary>Mostly none, at times a few.</summary>
    private static SliceRegisters Some(Random random, SliceRegisters[] registers, int seldom)
    {
        SliceRegisters some = SliceRegisters.None;
        for (int count = random.Next(seldom) > 0 ? 0 : random.Next(1, 4); count > 0; count--)
        {
            some |= registers[random.Next(registers.Length)];
        }

        return some;
    }

    /// <summary>Any word, or one near an end of its port or near zero.</summary>
    private static long Word(Random random, int bits)
    {
        long end = 1L << (bits - 1);
        return random.Next(5) switch
        {
            0 => -end + random.Next(2),
            1 => end - 1 - random.Next(2),
            2 => random.Next(-2, 3),
            _ => random.NextInt64(-end, end),
        };
    }

    /// <summary>Bits of ports A and B, and of sums.</summary>
    private readonly record struct Ports(int A, int B, int Sum);
}
