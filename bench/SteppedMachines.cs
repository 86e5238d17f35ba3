using System.Diagnostics;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats;
using Accel.HlsEmit.Engines;
using Accel.Sim.BitSerial;
using Accel.Sim.BitSerial.Machine;
using Accel.Sim.TableLookup;
using Accel.Sim.TableLookup.Machine;

namespace Accel.Bench;

/// <summary>Cycles a second of machines stepped through a product of random operands, on one thread.</summary>
internal static class SteppedMachines
{
    public static double BitSerial(BitSerialFabric fabric, TensorFormat weights, ProductShape shape)
    {
        Random random = new(1);
        BitSerialArray array = BitSerialArray.From(fabric, weights);
        int groups = (shape.K + array.Group - 1) / array.Group;
        GroupScale[] scales = [.. Enumerable.Range(0, shape.N * groups)
            .Select(_ => GroupScale.FromInt8((byte)random.Next(1, 256)))];
        BitSerialOperands operands = BitSerialOperands.ForTerms(shape.M, shape.K, shape.N,
            [.. Enumerable.Range(0, shape.M * shape.K).Select(_ => (Half)(random.NextDouble() - 0.5))],
            [.. Enumerable.Range(0, shape.N * shape.K).Select(_ => random.Next(-31, 32))],
            QuantizedOperands.Generator(weights.Element), array.Group, scales,
            [.. Enumerable.Range(0, shape.N).Select(_ => (Half)1)]);
        BitSerialMachine machine = new(array, operands);
        Stopwatch watch = Stopwatch.StartNew();
        return machine.Run().Cycles / watch.Elapsed.TotalSeconds;
    }

    public static double TableLookup(TableLookupFabric fabric, ProductShape shape)
    {
        Random random = new(1);
        LookupEngine engine = LookupEngine.From(fabric);
        sbyte[] Values(int count, int largest) =>
            [.. Enumerable.Range(0, count).Select(_ => (sbyte)random.Next(-largest, largest + 1))];
        TableLookupMachine machine = new(engine, Values(shape.M * shape.K, 127),
            PackedWeights.Pack(engine, Values(shape.N * shape.K, 1), shape.K, shape.N), shape.M);
        Stopwatch watch = Stopwatch.StartNew();
        return machine.Run().Cycles / watch.Elapsed.TotalSeconds;
    }
}
