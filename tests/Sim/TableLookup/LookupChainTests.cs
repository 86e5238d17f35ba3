using Accel.Arch.Designs.TableLookup;
using Accel.Sim.TableLookup;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.TableLookup;

/// <summary>Closed form = machine = a plain product, on engines that FsCheck makes and shrinks.</summary>
public class LookupChainTests
{
    [Test]
    public void Machine_AnySmallEngine_TakesTheClosedFormsCyclesAndCounts()
    {
        int waitsForTables = 0;
        int waitsForAccumulators = 0;
        Seeded.Check(
            LookupCase.Small,
            one =>
            {
                LookupEngine engine = one.Engine;
                long lookups = engine.Iterations(one.N) * engine.Interval;
                waitsForTables += engine.OverlapsBuild && engine.BuildCycles > lookups ? 1 : 0;
                waitsForAccumulators += engine.AccumulateCycles == engine.StepInterval(one.N)
                    && engine.AccumulateCycles > lookups ? 1 : 0;
                return one.Machine().Run() == TableLookupTiming.Count(engine, one.M, one.K, one.N);
            },
            3000, 41);
        Assert.That(waitsForTables, Is.GreaterThan(200));
        Assert.That(waitsForAccumulators, Is.GreaterThan(100));
    }

    [Test]
    public void Machine_AnySmallEngine_ComputesThePlainProduct() => Seeded.Check(
        LookupCase.Small,
        one =>
        {
            var machine = one.Machine();
            machine.Run();
            return machine.Outputs.SequenceEqual(one.Product());
        },
        3000, 42);

    [Test]
    public void Machine_LongestGroupAndExtremeActivations_ComputesThePlainProduct(
        [Values] LookupVariant variant, [Values] bool overlapsBuild)
    {
        LookupEngine engine = LookupEngine.From(new TableLookupFabric
        {
            Group = TableLookupFabric.MaximumGroup, Tables = 3, Lookups = 4, Variant = variant,
            OverlapsBuild = overlapsBuild,
        });
        LookupCase one = new(engine, 2, 61, 19, 5);
        var machine = one.Machine();
        Assert.That(machine.Run(), Is.EqualTo(TableLookupTiming.Count(engine, 2, 61, 19)));
        Assert.That(machine.Outputs.ToArray(), Is.EqualTo(one.Product()));
    }
}
