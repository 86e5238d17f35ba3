using Accel.Arch.Activity;
using Accel.Arch.Designs.TableLookup;
using Accel.Sim.TableLookup;
using Accel.Sim.TableLookup.Machine;
using Accel.Tests.Architecture;

namespace Accel.Tests.Sim.TableLookup;

public class TableLookupTimingTests
{
    /// <summary>The engine that the README draws: half tables of pairs.</summary>
    private static readonly LookupEngine Drawn = new(2, 4, 2, LookupVariant.Half, OverlapsBuild: true, 1, 3);

    [TestCase(LookupVariant.Full, 1 + 2 + 27, 1 + 5 + 3)]
    [TestCase(LookupVariant.Half, 1 + 2 + 13, 1 + 1 + 5 + 3)]
    [TestCase(LookupVariant.Naive, 1 + 0 + 1, 1 + 7 + 3)]
    public void Stages_OfAVariant_FollowFromStructure(LookupVariant variant, int build, int lookup)
    {
        var engine = LookupEngine.From(new TableLookupFabric { Group = 3, Tables = 28, Variant = variant });
        Assert.That(engine.BuildCycles, Is.EqualTo(build));
        Assert.That(engine.LookupCycles, Is.EqualTo(lookup));
        Assert.That(engine.VectorBits, Is.EqualTo(140));
    }

    [Test]
    public void Build_AnyEngine_IsNotShorterThanAFetch()
    {
        foreach (LookupVariant variant in Enum.GetValues<LookupVariant>())
        {
            LookupEngine least = new(1, 1, 1, variant, true, 1000, 1);
            Assert.That(least.BuildCycles, Is.GreaterThanOrEqualTo(LookupEngine.FetchCycles));
        }
    }

    /// <summary>Lookups of a token's linear layers in BitNet 0.73B: d = 1536, f = 4096, 24 layers, T G = 84.</summary>
    [TestCase(6, 1_390_896)]
    [TestCase(8, 1_042_944)]
    [TestCase(16, 521_472)]
    [TestCase(24, 347_952)]
    [TestCase(32, 260_736)]
    public void RowCycles_BitNet073B_AreTheIterationsOfTheLoops(int lookups, long expected)
    {
        var engine = LookupEngine.From(new TableLookupFabric { Group = 3, Tables = 28, Lookups = lookups });
        long layer = (4 * TableLookupTiming.RowCycles(engine, 1536, 1536))
            + (2 * TableLookupTiming.RowCycles(engine, 1536, 4096)) + TableLookupTiming.RowCycles(engine, 4096, 1536);
        Assert.That(24 * layer, Is.EqualTo(expected));
    }

    [TestCase(true, 0)]
    [TestCase(false, 1 + 2 + 27)]
    public void Cycles_LongSteps_WaitForTheBuildOnlyWhereItIsExposed(bool overlaps, int waits)
    {
        var engine = LookupEngine.From(new TableLookupFabric { Lookups = 8, OverlapsBuild = overlaps });
        (long m, long k, long n) = (7, 1536, 4096);
        long fill = engine.BuildCycles + engine.LookupCycles - 1 - waits;
        Assert.That(
            TableLookupTiming.Cycles(engine, m, k, n), Is.EqualTo((m * 19 * ((4096 / 8) + waits)) + fill));
    }

    [Test]
    public void Cycles_AroundTheEdgesOfStepsAndIterations_TakeWholeSteps()
    {
        LookupEngine engine = new(3, 2, 4, LookupVariant.Full, true, 27, 1);
        long Cycles(long k, long n) => TableLookupTiming.Cycles(engine, 1, k, n);
        Assert.That(Cycles(7, 40) - Cycles(6, 40), Is.EqualTo(10), "another step");
        Assert.That(Cycles(12, 40), Is.EqualTo(Cycles(7, 40)), "filled up with zeros");
        Assert.That(Cycles(12, 41) - Cycles(12, 40), Is.EqualTo(2), "an iteration of one lane in each step");
        Assert.That(Cycles(12, 44), Is.EqualTo(Cycles(12, 41)));
    }

    [Test]
    public void StepInterval_FewChannels_WaitsForTheSlowestOfAll()
    {
        LookupEngine engine = new(2, 4, 2, LookupVariant.Full, true, 9, 7);
        Assert.That(engine.BuildCycles, Is.EqualTo(3));
        Assert.That(engine.StepInterval(12), Is.EqualTo(7), "accumulators");
        Assert.That(engine.StepInterval(14), Is.EqualTo(7), "lookups");
        Assert.That(engine.StepInterval(15), Is.EqualTo(8), "lookups");
        Assert.That((engine with { EntriesPerCycle = 1 }).StepInterval(15), Is.EqualTo(11), "the build");
        Assert.That((engine with { OverlapsBuild = false }).StepInterval(15), Is.EqualTo(11), "one after the other");
    }

    [Test]
    public void Machine_AnActivationOfMinus128_Throws()
    {
        PackedWeights weights = PackedWeights.Pack(Drawn, [1, 1], k: 2, n: 1);
        Assert.That(() => new TableLookupMachine(Drawn, new sbyte[] { 1, -128 }, weights, 1), Throws.ArgumentException);
    }

    [Test]
    public void Machine_TheStepsOfTheReadme_TakeTheCyclesDrawnThere()
    {
        LookupCase one = new(Drawn, 1, 16, 12, 3);
        TableLookupMachine machine = one.Machine();
        (string What, Func<ActivityCounts, long> Of, char Mark)[] rows =
        [
            ("activations", counts => counts.ActivationReads, 'r'),
            ("tables", counts => counts.EncoderCycles, 'w'),
            ("lookups", counts => counts.PeActiveCycles, 'l'),
            ("accumulators", counts => counts.OutputWriteBits, 'a'),
            ("outputs", counts => counts.OutputWrites, 'o'),
        ];
        string[] lines = [.. rows.Select(row => $"    {row.What,-13}")];
        bool goes = true;
        while (goes)
        {
            ActivityCounts before = machine.Counts;
            goes = machine.Step();
            for (int i = 0; i < rows.Length; i++)
            {
                lines[i] += rows[i].Of(machine.Counts) > rows[i].Of(before) ? rows[i].Mark : ' ';
            }
        }

        Assert.That(machine.Counts, Is.EqualTo(TableLookupTiming.Count(Drawn, 1, 16, 12)));
        Assert.That(machine.Counts.Cycles, Is.EqualTo(24));
        Assert.That(
            SolutionFiles.Text("src/Sim/TableLookup/README.md"),
            Does.Contain(string.Join('\n', lines.Select(line => line.TrimEnd()))));
    }
}
