using Accel.Arch.Designs.TableLookup;
using Accel.CostModel.TableLookup;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.TableLookup;

public class EngineLutsTests
{
    /// <summary>How Q was chosen: among the seven of docs/fpga.md, by the full tables alone.</summary>
    [Test]
    public void Total_OfFullTables_IsNearestToThePublishedFor24Lookups()
    {
        int[] candidates = [6, 8, 12, 16, 24, 32, 48];
        double published = ReferenceCsv.Read("tellme_tlmm_ablation.csv")
            .Single(row => row["version"] == "v2" && row["method"] == "full").Number("LUT");
        Assert.That(candidates.MinBy(lookups => Math.Abs(
            EngineLuts.Of(KvDesign.Fabric with { Lookups = lookups }).Total - published)), Is.EqualTo(24));
    }

    /// <summary>
    /// Q is the one unknown. The full tables chose it; the other two variants, which did not, agree with no other.
    /// </summary>
    [TestCase("naive", LookupVariant.Naive)]
    [TestCase("half", LookupVariant.Half)]
    [TestCase("full", LookupVariant.Full)]
    public void Total_OfTellmesVariants_IsWithinATenthForOneQ(string method, LookupVariant variant)
    {
        double published = ReferenceCsv.Read("tellme_tlmm_ablation.csv")
            .Single(row => row["version"] == "v2" && row["method"] == method).Number("LUT");
        foreach (int lookups in new[] { 6, 8, 12, 16, 24, 48 })
        {
            double luts = EngineLuts.Of(new TableLookupFabric { Lookups = lookups, Variant = variant }).Total;
            Assert.That(Math.Abs((luts / published) - 1), lookups == KvDesign.Lookups ? Is.LessThan(0.1)
                : Is.GreaterThan(0.15), $"Q = {lookups}: {luts:0}");
        }
    }

    [Test]
    public void Of_TellmesEngine_HasThePapersTerms()
    {
        EngineLuts luts = EngineLuts.Of(new TableLookupFabric { Lookups = 24 });
        Assert.That(luts.Precompute, Is.EqualTo(28 * ((12 * 9) + (8 * 10) + (3 * 9))), "T N LUT_tree");
        Assert.That(luts.Tables, Is.EqualTo(28 * 24 * 12), "two tables of 27 x 10 bits, one read while one is built");
        Assert.That(luts.Lookup, Is.EqualTo(24 * (320 + 32)), "28 values of 10 bits, and an accumulator");
    }

    [TestCase(true, 12)]
    [TestCase(false, 6)]
    public void Tables_WithoutOverlap_AreOne(bool overlaps, int lutsEach)
    {
        EngineLuts luts = EngineLuts.Of(new TableLookupFabric { Lookups = 8, OverlapsBuild = overlaps });
        Assert.That(luts.Tables, Is.EqualTo(28 * 8 * lutsEach));
    }

    [TestCase(1, LookupVariant.Full, 3)]
    [TestCase(3, LookupVariant.Full, 27)]
    [TestCase(3, LookupVariant.Half, 13)]
    [TestCase(5, LookupVariant.Full, 243)]
    [TestCase(3, LookupVariant.Naive, 0)]
    public void Entries_OfGroups_AreThoseOfThePaper(int group, LookupVariant variant, int entries) =>
        Assert.That(EngineLuts.Entries(group, variant), Is.EqualTo(entries));

    [Test]
    public void Total_OfMoreLookups_IsMore()
    {
        foreach (LookupVariant variant in Enum.GetValues<LookupVariant>())
        {
            for (int group = 1; group <= TableLookupFabric.MaximumGroup; group++)
            {
                TableLookupFabric fabric = new() { Group = group, Variant = variant };
                double[] totals = [.. Enumerable.Range(1, 64).Select(lookups =>
                    EngineLuts.Of(fabric with { Lookups = lookups }).Total)];
                Assert.That(totals, Is.Ordered.Ascending.And.All.Positive, $"{variant} {group}");
            }
        }
    }
}
