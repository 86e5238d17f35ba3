using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats.Ternary;
using Accel.HlsEmit.Vectors;
using Accel.Sim.TableLookup;

namespace Accel.Tests.HlsEmit.Rtl.TableLookup;

/// <summary>lookup_table.v, lookup_tree.v and lookup_reduce.v against dot products.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class LookupReduceTests
{
    /// <summary>Every index in every table and lane, then random ones, from both sets.</summary>
    [TestCase(1, 1, 1, LookupVariant.Full, 1)]
    [TestCase(1, 3, 2, LookupVariant.Half, 2)]
    [TestCase(2, 4, 3, LookupVariant.Full, 2)]
    [TestCase(2, 5, 2, LookupVariant.Half, 1)]
    [TestCase(3, 7, 2, LookupVariant.Full, 2)]
    [TestCase(3, 28, 1, LookupVariant.Half, 2)]
    [TestCase(4, 2, 4, LookupVariant.Full, 1)]
    [TestCase(4, 3, 2, LookupVariant.Half, 2)]
    public void Sums_OfAllIndices_AreDotProducts(int group, int tables, int lanes, LookupVariant variant, int sets)
    {
        LookupEngine engine = new(group, tables, lanes, variant, OverlapsBuild: sets == 2, 1, 3);
        int count = TernaryIndex.Count(group);
        int vectors = 2 * count * sets;
        Random random = new((group * 100) + tables);
        sbyte[][] activations = [.. Enumerable.Range(0, sets).Select(set => Activations(random, engine, set))];
        int[] chosen = [.. Enumerable.Range(0, vectors).Select(_ => random.Next(sets))];
        int[][] indices =
        [
            .. Enumerable.Range(0, vectors).Select(vector => Enumerable.Range(0, lanes * tables)
                .Select(_ => vector < count ? vector : random.Next(count)).ToArray()),
        ];

        using RtlBench bench = new("TableLookup", "lookup_reduce_tb");
        bench.With("G", group).With("T", tables).With("Q", lanes).With("SETS", sets)
            .With("HALF", variant == LookupVariant.Half ? 1 : 0).With("ENTRIES", engine.Entries)
            .With("VECTORS", vectors).With("LATENCY", 1 + engine.NegateStages + engine.ReductionStages);
        bench.Write("tables.hex", activations.SelectMany(set => Tables(engine, set)));
        bench.Write("vectors.hex", indices.Select((vector, i) =>
            new BitWord().PutAll(vector, TernaryIndex.Bits(group)).Put(chosen[i], 1)));
        bench.Write("expected.hex", indices.Select((vector, i) => new BitWord().PutAll(
            Enumerable.Range(0, lanes).Select(lane => Dot(activations[chosen[i]], group,
                vector.AsSpan(lane * tables, tables))),
            LookupArithmetic.TreeBits(group, tables))));
        Assert.That(bench.Run(), Is.EqualTo(vectors));
    }

    /// <summary>Those of the first set are all at the end of their range, so that sums are too.</summary>
    private static sbyte[] Activations(Random random, LookupEngine engine, int set) =>
        [.. Enumerable.Range(0, engine.StepWidth).Select(_ => (sbyte)(set == 0 ? -127 : random.Next(-127, 128)))];

    private static IEnumerable<BitWord> Tables(LookupEngine engine, sbyte[] activations)
    {
        int first = engine.Sums - engine.Entries;
        return Enumerable.Range(first, engine.Entries).Select(index => new BitWord().PutAll(
            Enumerable.Range(0, engine.Tables).Select(table =>
                LookupTable.Select(activations.AsSpan(table * engine.Group, engine.Group), index)),
            LookupArithmetic.EntryBits(engine.Group)));
    }

    private static int Dot(sbyte[] activations, int group, ReadOnlySpan<int> indices)
    {
        int sum = 0;
        for (int i = 0; i < activations.Length; i++)
        {
            sum += activations[i] * TernaryIndex.Weight(indices[i / group], i % group);
        }

        return sum;
    }
}
