using Accel.Arch.Designs.TableLookup;
using Accel.Sim.TableLookup;

namespace Accel.Tests.HlsEmit.Rtl.TableLookup;

/// <summary>lookup_core.v = TableLookupMachine = TableLookupTiming, to the bit and to the cycle.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class LookupCoreTests
{
    private const LookupVariant Full = LookupVariant.Full;
    private const LookupVariant Half = LookupVariant.Half;
    private const LookupVariant Naive = LookupVariant.Naive;

    /// <summary>
    /// Whole steps and iterations and edges of both; builds that are waited for and that are not; one iteration, where
    /// the accumulators' interval counts; one token, step or channel.
    /// </summary>
    [TestCase(3, 4, 2, Full, true, 1, 3, 24, 64)]
    [TestCase(3, 4, 2, Full, false, 1, 2, 29, 13)]
    [TestCase(3, 2, 5, Full, true, 3, 2, 31, 23)]
    [TestCase(2, 3, 4, Full, true, 1, 3, 19, 43)]
    [TestCase(2, 4, 2, Half, true, 1, 1, 16, 12)]
    [TestCase(1, 5, 3, Half, true, 1, 4, 23, 3)]
    [TestCase(1, 1, 1, Full, true, 1, 5, 7, 1)]
    [TestCase(1, 2, 3, Half, true, 1, 4, 9, 6)]
    [TestCase(1, 2, 3, Half, false, 2, 3, 9, 7)]
    [TestCase(4, 2, 3, Full, true, 1, 2, 25, 11)]
    [TestCase(4, 3, 2, Half, false, 1, 2, 25, 11)]
    [TestCase(3, 1, 4, Half, true, 5, 2, 5, 30)]
    [TestCase(3, 28, 2, Full, true, 1, 1, 1, 1)]
    [TestCase(3, 4, 2, Naive, true, 1, 3, 24, 64)]
    [TestCase(1, 1, 1, Naive, true, 1, 5, 7, 1)]
    [TestCase(2, 3, 2, Naive, false, 1, 3, 17, 5)]
    [TestCase(5, 2, 3, Naive, true, 2, 3, 25, 8)]
    public void Core_AProduct_GivesTheMachinesSumsInTheMachinesCycles(
        int group, int tables, int lookups, LookupVariant variant, bool overlaps, int interval, int m, int k, int n) =>
        new CoreProduct(Engine(group, tables, lookups, variant, overlaps, interval), m, k, n, group + k).Check();

    [Test]
    public void Core_RandomSizes_GivesTheMachinesSumsInTheMachinesCycles()
    {
        Random random = new(11);
        for (int i = 0; i < 16; i++)
        {
            LookupEngine engine = Engine(
                random.Next(1, 4), random.Next(1, 6), random.Next(1, 6), (LookupVariant)random.Next(3),
                random.Next(2) == 0, random.Next(2) == 0 ? 1 : random.Next(1, 6));
            new CoreProduct(engine, random.Next(1, 4), random.Next(1, 50), random.Next(1, 40), i).Check();
        }
    }

    /// <summary>
    /// With one and two iterations a late index vector would otherwise meet an accumulator that is being added to.
    /// </summary>
    [TestCase(3, 2, Full, true, 17)]
    [TestCase(1, 2, Half, true, 2)]
    [TestCase(1, 2, Half, true, 4)]
    [TestCase(1, 2, Full, true, 4)]
    [TestCase(2, 3, Full, false, 8)]
    [TestCase(2, 2, Naive, true, 2)]
    [TestCase(2, 2, Naive, true, 4)]
    public void Core_OperandsComeLate_LosesNoSum(
        int group, int lookups, LookupVariant variant, bool overlaps, int n) =>
        new CoreProduct(Engine(group, 2, lookups, variant, overlaps, 1), 4, 45, n, n).Check(stalls: true);

    /// <summary>Lookups of the last step wait for room, and begin again in its cycle.</summary>
    [TestCase(3, 2, Full, true, 17)]
    [TestCase(2, 3, Half, false, 8)]
    [TestCase(2, 2, Naive, true, 1)]
    [TestCase(2, 2, Naive, true, 4)]
    public void Core_NoRoomAtTimes_ClaimsNone(int group, int lookups, LookupVariant variant, bool overlaps, int n) =>
        new CoreProduct(Engine(group, 2, lookups, variant, overlaps, 1), 4, 45, n, n).Check(isFull: true);

    /// <summary>In a build, among lookups, and while sums leave.</summary>
    [TestCase(5)]
    [TestCase(20)]
    [TestCase(33)]
    [TestCase(47)]
    public void Core_ResetOnTheWay_StartsAnew(int cycle) =>
        new CoreProduct(Engine(2, 3, 2, Full, true, 1), 2, 11, 24, cycle).Check(resetAt: cycle);

    private static LookupEngine Engine(
        int group, int tables, int lookups, LookupVariant variant, bool overlaps, int interval) =>
        LookupEngine.From(new TableLookupFabric
        {
            Group = group, Tables = tables, Lookups = lookups, Variant = variant, OverlapsBuild = overlaps,
            Interval = interval,
        });
}
