using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;
using Accel.Sim.BitSerial;
using Accel.Sim.BitSerial.Machine;
using Accel.Tests.Sim.BitSerial;

namespace Accel.Tests.Conformance;

/// <summary>The bit-serial family and its baselines.</summary>
internal sealed class BitSerialProbe : IFamilyProbe
{
    public string Kind => BitSerialFabric.KindName;

    public Fabric ScaleDown(Fabric fabric)
    {
        var own = (BitSerialFabric)fabric;
        return own with
        {
            Rows = Math.Min(own.Rows, 6),
            Columns = Math.Min(own.Columns, 5),
            TileRows = Math.Min(own.TileRows, 4),
            TileColumns = Math.Min(own.TileColumns, 3),
        };
    }

    public (ActivityCounts Machine, ActivityCounts ClosedForm) Run(
        Fabric fabric, TensorFormat weights, TensorFormat activations, int m, int k, int n, int seed)
    {
        var own = (BitSerialFabric)fabric;
        var array = BitSerialArray.From(own, weights);
        BitSerialOperands operands = Operands(own, weights, array, m, k, n, new Random(seed));
        var machine = new BitSerialMachine(array, operands);
        ActivityCounts counts = machine.Run();
        var expected = new Half[m * n];
        var fast = new Half[m * n];
        BitSerialReference.Multiply(operands, own.Lanes, expected);
        BitSerialKernels.Multiply(operands, own.Lanes, fast);
        Assert.That(Codes(machine.Outputs.ToArray()), Is.EqualTo(Codes(expected)), $"{weights}");
        Assert.That(Codes(fast), Is.EqualTo(Codes(expected)), $"{weights}");
        return (counts, BitSerialTiming.Count(array, m, k, n));
    }

    private static BitSerialOperands Operands(
        BitSerialFabric fabric, TensorFormat weights, BitSerialArray array, int m, int k, int n, Random random)
    {
        // A mean width over layers belongs to no one layer; its timing is that of any integers.
        if (weights.Element is IntegerMix)
        {
            return RandomOperands.MacGemm(random, m, k, n, array.Group, true);
        }

        double[] values = [.. Enumerable.Range(0, n * k).Select(_ => (random.NextDouble() - 0.5) / 8)];
        return QuantizedOperands.Quantize(
            fabric, weights, m, k, n, RandomOperands.Activations(random, m * k), values).Operands;
    }

    private static IEnumerable<ushort> Codes(Half[] values) => values.Select(BitConverter.HalfToUInt16Bits);
}
