using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats.Ternary;
using Accel.HlsEmit.Vectors;
using Accel.Sim.TableLookup;

namespace Accel.Tests.HlsEmit.Rtl.TableLookup;

/// <summary>select_reduce.v, with trit_decoder.v and lookup_tree.v, against dot products.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class SelectReduceTests
{
    /// <summary>Every index in every place and channel, then random ones, from both sets.</summary>
    [TestCase(1, 1, 1, 1)]
    [TestCase(1, 3, 2, 2)]
    [TestCase(2, 4, 3, 1)]
    [TestCase(3, 7, 2, 2)]
    [TestCase(4, 2, 3, 2)]
    [TestCase(5, 1, 2, 1)]
    public void Sums_OfAllIndices_AreDotProducts(int group, int tables, int channels, int sets)
    {
        LookupEngine engine = new(group, tables, channels, LookupVariant.Naive, OverlapsBuild: sets == 2, 1, 3);
        int count = TernaryIndex.Count(group);
        int vectors = 2 * count * sets;
        Random random = new((group * 100) + tables);

        // Those of the first set are all at the end of their range, so that sums are too.
        sbyte[][] activations =
        [
            .. Enumerable.Range(0, sets).Select(set => Enumerable.Range(0, engine.StepWidth)
                .Select(_ => (sbyte)(set == 0 ? -127 : random.Next(-127, 128))).ToArray()),
        ];
        int[] chosen = [.. Enumerable.Range(0, vectors).Select(_ => random.Next(sets))];
        int[][] indices =
        [
            .. Enumerable.Range(0, vectors).Select(vector => Enumerable.Range(0, channels * tables)
                .Select(_ => vector < count ? vector : random.Next(count)).ToArray()),
        ];

        using RtlBench bench = new("TableLookup", "select_reduce_tb");
        bench.With("G", group).With("T", tables).With("Q", channels).With("SETS", sets).With("VECTORS", vectors)
            .With("LATENCY", 1 + engine.ReductionStages);
        bench.Write("activations.hex", activations.Select(set =>
            new BitWord().PutAll(set.Select(activation => (int)activation), LookupEngine.ActivationBits)));
        bench.Write("vectors.hex", indices.Select((vector, i) =>
            new BitWord().PutAll(vector, TernaryIndex.Bits(group)).Put(chosen[i], 1)));
        bench.Write("expected.hex", indices.Select((vector, i) => new BitWord().PutAll(
            Enumerable.Range(0, channels).Select(channel => Enumerable.Range(0, tables).Sum(table =>
                LookupTable.Select(activations[chosen[i]].AsSpan(table * group, group),
                    vector[(channel * tables) + table]))),
            LookupEngine.ActivationBits + engine.ReductionStages)));
        Assert.That(bench.Run(), Is.EqualTo(vectors));
    }
}
