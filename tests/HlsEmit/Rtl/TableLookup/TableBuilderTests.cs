using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats.Ternary;
using Accel.HlsEmit.Vectors;
using Accel.Sim.TableLookup;

namespace Accel.Tests.HlsEmit.Rtl.TableLookup;

/// <summary>table_builder.v makes the machine's tables, in the machine's cycles.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class TableBuilderTests
{
    [Test]
    public void Entries_OfCornersAndRandomActivations_AreThoseOfTheTable(
        [Range(1, 4)] int group, [Values(LookupVariant.Full, LookupVariant.Half)] LookupVariant variant)
    {
        LookupEngine engine = new(group, 1, 1, variant, OverlapsBuild: true, 1, 3);
        sbyte[][] cases = Cases(group);
        var entries = new short[TernaryIndex.Count(group)];
        List<BitWord> expected = [];
        foreach (sbyte[] activations in cases)
        {
            Build(activations, entries, variant);
            expected.AddRange(entries.Take(engine.Entries)
                .Select(entry => new BitWord().Put(entry, LookupArithmetic.EntryBits(group))));
        }

        using RtlBench bench = new("TableLookup", "table_builder_tb");
        bench.With("G", group).With("HALF", variant == LookupVariant.Half ? 1 : 0).With("CASES", cases.Length)
            .With("ENTRIES", engine.Entries).With("BUILD", engine.BuildCycles)
            .With("FIRST_WRITE", engine.BuildCycles - engine.WriteCycles);
        bench.Write("activations.hex", cases.Select(activations =>
            new BitWord().PutAll(activations.Select(activation => (int)activation), LookupEngine.ActivationBits)));
        bench.Write("expected.hex", expected);
        Assert.That(bench.Run(), Is.EqualTo(cases.Length * engine.Entries));
    }

    private static void Build(sbyte[] activations, short[] entries, LookupVariant variant)
    {
        if (variant == LookupVariant.Half)
        {
            LookupTable.BuildHalf(activations, entries);
        }
        else
        {
            LookupTable.Build(activations, entries);
        }
    }

    /// <summary>Every activation at 0, 1 and both ends, in all combinations, then random ones.</summary>
    private static sbyte[][] Cases(int group)
    {
        sbyte[] corners = [-LookupArithmetic.MaximumActivation, 0, 1, LookupArithmetic.MaximumActivation];
        Random random = new(group);
        int combinations = 1 << (2 * Math.Min(group, 3));
        return
        [
            .. Enumerable.Range(0, combinations).Select(number => Enumerable.Range(0, group)
                .Select(place => corners[(number >> (2 * (place % 3))) & 3]).ToArray()),
            .. Enumerable.Range(0, 20).Select(_ => Enumerable.Range(0, group)
                .Select(_ => (sbyte)random.Next(-127, 128)).ToArray()),
        ];
    }
}
