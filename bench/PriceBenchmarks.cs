using Accel.Arch.Activity;
using Accel.Arch.Scenarios;
using Accel.CostModel;
using BenchmarkDotNet.Attributes;

namespace Accel.Bench;

/// <summary>Pricing a design point (its inventory) and an activity count (a dot product).</summary>
public class PriceBenchmarks
{
    private readonly ActivityCounts _counts = new()
    {
        Cycles = 1_000_000, PeActiveCycles = 900_000_000, PeIdleCycles = 124_000_000, EncoderCycles = 16_000_000,
        AccumulatorUpdates = 8_000_000, WeightReadBits = 1_000_000_000, ActivationReadBits = 1_000_000_000,
        OutputWriteBits = 10_000_000, DramReadBytes = 30_000_000, DramWriteBytes = 1_000_000,
    };

    private Scenario? _scenario;
    private PriceBook? _book;
    private PriceList _prices;

    [GlobalSetup]
    public void SetUp()
    {
        _scenario = ShippedSweep.BaseScenario();
        _book = new PriceBook(_scenario.Design.Technology);
        _prices = Compile();
    }

    [Benchmark]
    public PriceList Compile() => PriceList.Compile(_book!, _scenario!.Design, _scenario.Precision);

    [Benchmark]
    public EnergyBreakdown Price() => _prices.Price(_counts);
}
