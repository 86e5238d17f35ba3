using Accel.Sim.BitSerial;
using BenchmarkDotNet.Attributes;

namespace Accel.Bench;

/// <summary>The array's closed form alone, over a fixed mix of GEMMs from one fold to many.</summary>
public class TimingBenchmarks
{
    private const int Gemms = 256;
    private const int Seed = 1;

    private readonly (long M, long K, long N)[] _gemms = new (long, long, long)[Gemms];

    private readonly BitSerialArray _array = new(
        rows: 32, columns: 32, tileRows: 8, tileColumns: 8, lanes: 4, cyclesPerBeat: 2, group: 128,
        dequantizationCycles: 8, BitSerialArray.BitSerialPipeline)
    {
        WeightBits = 4,
        GroupBits = 10,
        HasEncoders = true,
    };

    [GlobalSetup]
    public void SetUp()
    {
        Random random = new(Seed);
        for (int i = 0; i < Gemms; i++)
        {
            _gemms[i] = (random.Next(1, 513), random.Next(1, 11009), random.Next(1, 11009));
        }
    }

    [Benchmark(OperationsPerInvoke = Gemms)]
    public long Cycles()
    {
        long sum = 0;
        foreach ((long m, long k, long n) in _gemms)
        {
            sum += BitSerialTiming.Cycles(_array, m, k, n);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Gemms)]
    public long Count()
    {
        long sum = 0;
        foreach ((long m, long k, long n) in _gemms)
        {
            sum += BitSerialTiming.Count(_array, m, k, n).PeIdleCycles;
        }

        return sum;
    }
}
