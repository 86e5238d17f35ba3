using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;
using Accel.Sim.DspChain;
using Accel.Sim.DspChain.Machine;
using Accel.Tests.Architecture;
using Accel.Tests.Conformance;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.DspChain;

/// <summary>Closed form = machine; machine = reference = kernel = a plain product.</summary>
public class DspChainMachineTests
{
    private static readonly SliceMode Pairs = new(8, 8, 1, 2);

    [Test]
    public void Machine_ManySmallCores_TakesTheClosedFormsCyclesAndCounts()
    {
        int fed = 0;
        int beaten = 0;
        int mixed = 0;
        int adjusted = 0;
        int narrowed = 0;
        int queued = 0;
        for (int seed = 0; seed < 2500; seed++)
        {
            ChainCase one = ChainCase.Of(new Random(seed), seed);
            DspChainMachine machine = one.Machine();
            ActivityCounts counts = machine.Run();
            Assert.That(counts, Is.EqualTo(one.Count()), $"{one}");
            Assert.That(counts.Macs, Is.EqualTo((long)one.M * one.K * one.N));
            int[] product = one.Product();
            Assert.That(machine.Outputs.SequenceEqual(product), $"{one}");
            Assert.That(one.Reference().SequenceEqual(product), $"{one}");
            Assert.That(one.Kernel().SequenceEqual(product), $"{one}");
            ChainTile tile = one.Operands().Tile;
            long feeds = one.Engine.FeedCycles(tile.Chains, tile);
            int least = one.Kept.Where(kept => kept > 0).DefaultIfEmpty().Min();
            long beats = one.Engine.BeatenCycles(least, Math.Min(one.M, tile.Tokens));
            fed += feeds > beats ? 1 : 0;
            beaten += feeds < beats ? 1 : 0;
            mixed += one.Kept.Where(kept => kept > 0).Distinct().Count() > 1 ? 1 : 0;
            adjusted += one.Engine.AdjustUnits > 0 ? 1 : 0;
            narrowed += tile.Chains < one.Engine.Chains ? 1 : 0;
            queued += one.Kept.Max(kept => one.Engine.BeatCycles(kept)) > 1 ? 1 : 0;
        }

        Assert.That(new[] { fed, beaten, mixed, adjusted, narrowed, queued }, Has.All.GreaterThan(200));
    }

    [Test]
    public void Machine_AnySmallCore_IsTheClosedFormAndTheProduct() => Seeded.Check(
        ChainCase.Small,
        one =>
        {
            DspChainMachine machine = one.Machine();
            return machine.Run() == one.Count() && machine.Outputs.SequenceEqual(one.Product());
        },
        500, 61);

    [Test]
    public void Machine_LongChainsOfMostNegativeOperands_AreSavedByTheirRule(
        [Values] OverflowRule rule, [Values("w8a8-1x2", "w4a4-2x2", "w2a8-3x1", "w4a8-2x1")] string name)
    {
        _ = SliceMode.TryParse(name, out SliceMode mode);
        DspChainFabric fabric = new()
        {
            Chains = 1, FedChains = 1, Groups = 20, GroupSlices = 2, TokenTile = 8, Overflow = rule,
            Packing = new SliceModes(mode),
        };
        ChainEngine engine = ChainEngine.From(fabric, mode);
        int weight = -(1 << (mode.WeightBits - 1)) + (rule == OverflowRule.ExcludeMinimum ? 1 : 0);
        int activation = -(1 << (mode.ActivationBits - 1));
        int k = 3 * engine.Slices;
        (int channels, int tokens) = (engine.Weights, 2 * engine.Activations);
        sbyte[] weights = [.. Enumerable.Repeat((sbyte)weight, channels * k)];
        sbyte[] activations = [.. Enumerable.Repeat((sbyte)activation, tokens * k)];
        SparseOperands operands = SparseOperands.Dense(engine, weights, k, channels);
        DspChainMachine machine = new(engine, activations, operands, [], tokens);
        machine.Run();
        Assert.That(machine.Outputs.ToArray(), Has.All.EqualTo(weight * activation * k));
        Assert.That(machine.Counts, Is.EqualTo(DspChainTiming.Count(
            engine, tokens, k, channels, ChainSteps.Dense(engine, k))));
    }

    [TestCase(OverflowRule.DrainEvery, 6, 8, false)]
    [TestCase(OverflowRule.ExcludeMinimum, 8, 9, false)]
    [TestCase(OverflowRule.DrainEvery, 7, 8, true)]
    public void Machine_ASegmentThatIsTooLong_LosesASum(OverflowRule rule, int right, int wrong, bool isSingle)
    {
        // Groups of one slice let a segment be as long as a lane holds.
        DspChainFabric fabric = new()
        {
            Chains = 1, FedChains = 1, Groups = isSingle ? 18 : 9, GroupSlices = isSingle ? 1 : 2, Overflow = rule,
        };
        ChainEngine engine = ChainEngine.From(fabric, Pairs);
        Assert.That(engine.SegmentSlices, Is.EqualTo(right));
        sbyte weight = rule == OverflowRule.ExcludeMinimum ? (sbyte)-127 : sbyte.MinValue;
        sbyte[] weights = [.. Enumerable.Repeat(weight, 18)];
        sbyte[] activations = [.. Enumerable.Repeat(sbyte.MinValue, 36)];
        int[] Run(ChainEngine own)
        {
            DspChainMachine machine = new(own, activations, SparseOperands.Dense(own, weights, 18, 1), [], 2);
            machine.Run();
            return machine.Outputs.ToArray();
        }

        Assert.That(Run(engine), Has.All.EqualTo(18 * weight * sbyte.MinValue));
        Assert.That(Run(engine with { SegmentSlices = wrong }), Has.Some.Not.EqualTo(18 * weight * sbyte.MinValue));
    }

    [TestCase("int8", "int8")]
    [TestCase("int4/128", "int8")]
    [TestCase("ternary", "int8")]
    [TestCase("int4/128", "int4")]
    public void Machine_CoresOfAWholeDesign_PassTheConformanceProbe(string weights, string activations)
    {
        DspChainProbe probe = new();
        _ = SliceModes.TryParse("w8a8-1x2+w4a8-2x1+w2a8-3x1+w4a4-2x2", out SliceModes? modes);
        foreach (int block in new[] { 0, 4, 16 })
        {
            Fabric fabric = probe.ScaleDown(new DspChainFabric { SparseBlock = block, Packing = modes! });
            (ActivityCounts machine, ActivityCounts closedForm) = probe.Run(
                fabric, TensorFormat.Parse(weights), TensorFormat.Parse(activations), 11, 290, 23, block);
            Assert.That(machine, Is.EqualTo(closedForm));
        }
    }

    [Test]
    public void Machine_AllStepsSkipped_TakesNoTimeAndLeavesZeros()
    {
        DspChainFabric fabric = new() { Chains = 2, FedChains = 1, SparseBlock = 16 };
        ChainEngine engine = ChainEngine.From(fabric, Pairs);
        ChainCase one = new(engine, 3, 40, 2, [0, 0, 0], 5);
        DspChainMachine machine = one.Machine();
        Assert.That(machine.Step(), Is.False);
        Assert.That(machine.Counts, Is.EqualTo(one.Count()));
        Assert.That(machine.Counts.Cycles, Is.Zero);
        Assert.That(machine.Outputs.ToArray(), Has.All.Zero);
    }

    [Test]
    public void Machine_AnActivationOutsideItsLane_Throws()
    {
        ChainEngine engine = ChainEngine.From(
            new DspChainFabric { Chains = 1, FedChains = 1, Packing = new SliceModes(new SliceMode(8, 4, 1, 2)) },
            new SliceMode(8, 4, 1, 2));
        SparseOperands weights = SparseOperands.Dense(engine, new sbyte[4], 4, 1);
        Assert.That(() => new DspChainMachine(engine, new sbyte[] { 1, 8, 1, 1 }, weights, [], 1),
            Throws.ArgumentException);
        Assert.That(() => new DspChainMachine(engine, new sbyte[] { 1, -8, 7, 1 }, weights, [], 1), Throws.Nothing);
    }

    [Test]
    public void Machine_ThePassesOfTheReadme_TakeTheCyclesDrawnThere()
    {
        DspChainFabric fabric = new()
        {
            Chains = 2, FedChains = 1, Groups = 4, GroupSlices = 2, TokenTile = 4, Overflow = OverflowRule.DrainEvery,
        };
        ChainCase one = ChainCase.Dense(ChainEngine.From(fabric, Pairs), 4, 16, 2, 7);
        DspChainMachine machine = one.Machine();
        (string What, Func<ActivityCounts, long> Of, char Mark)[] rows =
        [
            ("weights", counts => counts.WeightReads, 'w'),
            ("activations", counts => counts.ActivationReads, 'r'),
            ("slices", counts => counts.PeActiveCycles, 's'),
            ("accumulators", counts => counts.OutputWriteBits, 'a'),
            ("outputs", counts => counts.OutputWrites, 'o'),
        ];
        string[] lines = [.. rows.Select(row => $"    {row.What,-13}")];
        ActivityCounts before = machine.Counts;
        while (machine.Step())
        {
            for (int i = 0; i < rows.Length; i++)
            {
                lines[i] += rows[i].Of(machine.Counts) > rows[i].Of(before) ? rows[i].Mark : ' ';
            }

            before = machine.Counts;
        }

        Assert.That(machine.Counts, Is.EqualTo(one.Count()));
        Assert.That(machine.Counts.Cycles, Is.EqualTo(19));
        Assert.That(
            SolutionFiles.Text("src/Sim/DspChain/README.md"),
            Does.Contain(string.Join('\n', lines.Select(line => line.TrimEnd()))));
    }
}
