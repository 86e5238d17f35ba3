using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats.OutlierVictim;
using Accel.Sim.Systolic;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary>
/// Arrays against the cycle-stepped machine and the closed form: the same sums in the same cycles, folds back to back.
/// </summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class ArrayTests
{
    /// <summary>Products of whole and edge folds, small after large and large after small, no reset between.</summary>
    private static readonly (int M, int K, int N)[] Products =
        [(4, 4, 4), (9, 7, 11), (1, 1, 1), (5, 13, 3), (2, 1, 9), (8, 16, 8), (1, 9, 6), (7, 2, 1), (10, 6, 10)];

    [TestCase(4, 4, 8, 8, 32, 0)]
    [TestCase(3, 5, 4, 8, 32, 0)]
    [TestCase(5, 2, 8, 4, 16, 0)]
    [TestCase(1, 1, 8, 8, 32, 0)]
    [TestCase(1, 6, 8, 8, 18, 0)]
    [TestCase(7, 1, 2, 2, 8, 0)]
    [TestCase(4, 3, 8, 8, 32, 30)]
    [TestCase(2, 5, 8, 8, 32, 60)]
    public void ArrayOs_OfProductsInARow_IsTheMachine(
        int rows, int columns, int aBits, int wBits, int accBits, int pausePercent)
    {
        Random random = new(611);
        OutputStationaryScript script = new(
            new ArrayCase(Dataflow.OutputStationary, rows, columns, accBits, 1, pausePercent), random);
        long cycles = Products.Sum(size => script.Append(
            EdgeOperand.Integers(random, aBits, size.M, size.K), EdgeOperand.Integers(random, wBits, size.N, size.K)));
        Assert.That(script.Script.Cycles, pausePercent == 0 ? Is.EqualTo(cycles) : Is.GreaterThan(cycles));
        script.Script.Run("tb_array_os", alsoVerilator: false, ("ROWS", rows), ("COLS", columns), ("A_BITS", aBits),
            ("W_BITS", wBits), ("ACC_BITS", accBits), ("PAIRS", 0));
    }

    /// <summary>Bytes of pairs through decoders at the edges, as the machine reads them from memory.</summary>
    [TestCase(1, 4, 4, true)]
    [TestCase(2, 3, 5, false)]
    public void ArrayOs_OfOutlierVictimPairs_IsTheMachine(int pairs, int rows, int columns, bool alsoVerilator)
    {
        Random random = new(612);
        OutlierVictimFormat format = pairs == 1 ? OutlierVictimFormats.Int4 : OutlierVictimFormats.Flint4;
        OutputStationaryScript script = new(
            new ArrayCase(Dataflow.OutputStationary, rows, columns, 32, 1, 0), random);
        long cycles = Products.Sum(size => script.Append(
            EdgeOperand.Pairs(random, format, size.M, size.K), EdgeOperand.Pairs(random, format, size.N, size.K)));
        Assert.That(script.Script.Cycles, Is.EqualTo(cycles));
        script.Script.Run("tb_array_os", alsoVerilator, ("ROWS", rows), ("COLS", columns), ("A_BITS", 7),
            ("W_BITS", 7), ("ACC_BITS", 32), ("PAIRS", pairs));
    }

    [TestCase(4, 4, 8, 8, 32, 100, 0, true)]
    [TestCase(4, 4, 8, 8, 32, 3, 0, false)]
    [TestCase(3, 5, 4, 8, 32, 4, 0, false)]
    [TestCase(5, 2, 8, 4, 16, 6, 0, false)]
    [TestCase(1, 1, 8, 8, 32, 2, 0, false)]
    [TestCase(1, 6, 8, 8, 18, 5, 0, false)]
    [TestCase(7, 1, 2, 2, 8, 1, 0, false)]
    [TestCase(4, 3, 8, 8, 32, 5, 30, false)]
    public void ArrayWs_OfProductsInARow_IsTheMachine(int rows, int columns, int aBits, int wBits, int accBits,
        int depth, int pausePercent, bool alsoVerilator)
    {
        Random random = new(613);
        WeightStationaryScript script = new(
            new ArrayCase(Dataflow.WeightStationary, rows, columns, accBits, depth, pausePercent), random);
        long cycles = Products.Sum(size => script.Append(
            EdgeOperand.Integers(random, aBits, size.M, size.K), EdgeOperand.Integers(random, wBits, size.N, size.K)));
        Assert.That(script.Script.Cycles, pausePercent == 0 ? Is.EqualTo(cycles) : Is.GreaterThan(cycles));
        script.Script.Run("tb_array_ws", alsoVerilator, ("ROWS", rows), ("COLS", columns), ("A_BITS", aBits),
            ("W_BITS", wBits), ("ACC_BITS", accBits));
    }

    /// <summary>The drawing in the README of the family: one fold of 4 x 4 x 4 in 14 cycles.</summary>
    [Test]
    public void ArrayOs_OfTheReadmesFold_TakesFourteenCycles()
    {
        Random random = new(614);
        OutputStationaryScript script = new(new ArrayCase(Dataflow.OutputStationary, 4, 4, 32, 1, 0), random);
        script.Append(EdgeOperand.Integers(random, 8, 4, 4), EdgeOperand.Integers(random, 8, 4, 4));
        Assert.That(script.Script.Cycles, Is.EqualTo(14));
        script.Script.Run("tb_array_os", alsoVerilator: false, ("ROWS", 4), ("COLS", 4), ("A_BITS", 8),
            ("W_BITS", 8), ("ACC_BITS", 32), ("PAIRS", 0));
    }
}
