using BenchmarkDotNet.Attributes;

namespace Accel.Bench;

/// <summary>
/// Design points in closed form: both phases of Llama-2-7B, through the evaluator and runner of a sweep.
/// </summary>
public class PointBenchmarks
{
    private ShippedSweep? _sweep;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void SetUp() => _sweep = new ShippedSweep();

    [Benchmark(OperationsPerInvoke = ShippedSweep.Points)]
    public long DesignPoint() => _sweep!.Run(Threads).Feasible;
}
