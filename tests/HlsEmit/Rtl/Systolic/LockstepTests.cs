using System.Numerics;
using Accel.Arch.Designs.Systolic;
using Accel.Sim.Systolic;
using Accel.Tests.HlsEmit.Rtl.Lockstep;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary>The registers inside arrays, each clock, beside those of the stepped machine.</summary>
/// <remarks>Vectors of outputs cannot show these: a register that is wrong and never read, for one.</remarks>
[TestFixture(Category = "rtl")]
public class LockstepTests
{
    private const int OperandBits = 8;

    /// <summary>Products of whole and edge folds, small after large and large after small, no reset between.</summary>
    private static readonly (int M, int K, int N)[] Products =
        [(4, 4, 4), (9, 7, 11), (1, 1, 1), (5, 13, 3), (2, 1, 9), (8, 16, 8), (1, 9, 6), (7, 2, 1), (10, 6, 10)];

    private readonly Dictionary<(string Module, int, int, int, bool), VerilatedLibrary> _libraries = [];

    [OneTimeTearDown]
    public void DisposeLibraries()
    {
        foreach (VerilatedLibrary library in _libraries.Values)
        {
            library.Dispose();
        }
    }

    [TestCase(4, 4, 32, false, 0)]
    [TestCase(4, 4, 32, false, 40)]
    [TestCase(3, 5, 18, true, 0)]
    [TestCase(3, 5, 18, true, 30)]
    public void ArrayOs_EachClock_HoldsTheMachinesRegisters(
        int rows, int columns, int accBits, bool saturates, int pausePercent) =>
        IsTheMachine(new ArrayCase(Dataflow.OutputStationary, rows, columns, accBits, 1, pausePercent), saturates);

    [TestCase(Dataflow.WeightStationary, 4, 4, 32, false, 100, 0)]
    [TestCase(Dataflow.WeightStationary, 4, 4, 32, false, 3, 40)]
    [TestCase(Dataflow.InputStationary, 4, 4, 32, false, 4, 0)]
    [TestCase(Dataflow.InputStationary, 4, 4, 32, false, 100, 30)]
    [TestCase(Dataflow.WeightStationary, 5, 3, 17, true, 5, 0)]
    [TestCase(Dataflow.InputStationary, 5, 3, 17, true, 2, 30)]
    public void ArrayWs_EachClock_HoldsTheMachinesRegisters(
        Dataflow dataflow, int rows, int columns, int accBits, bool saturates, int depth, int pausePercent) =>
        IsTheMachine(new ArrayCase(dataflow, rows, columns, accBits, depth, pausePercent), saturates);

    /// <summary>One bit that turns over at a cycle's end is named at once: when, where, and what was to be.</summary>
    /// <remarks>In one fold of 4 x 4 x 4. What runs down out of the last row, for one, no output shows.</remarks>
    [TestCase(Dataflow.OutputStationary, 6, "g_row[1].g_col[2].u_pe.sum", 31)]
    [TestCase(Dataflow.OutputStationary, 12, "g_row[0].g_col[3].u_pe.sum", 0)]
    [TestCase(Dataflow.OutputStationary, 13, "g_row[3].g_col[1].u_pe.sum", 3)]
    [TestCase(Dataflow.OutputStationary, 3, "g_row[1].g_col[2].u_pe.a_o", 7)]
    [TestCase(Dataflow.OutputStationary, 5, "g_row[1].g_col[2].u_pe.a_valid_o", 0)]
    [TestCase(Dataflow.OutputStationary, 6, "g_row[3].g_col[2].u_pe.w_o", 0)]
    [TestCase(Dataflow.OutputStationary, 5, "g_row[0].g_col[3].u_pe.w_valid_o", 0)]
    [TestCase(Dataflow.OutputStationary, 2, "g_left[3].g_skewed.u_skew.words", 9, "[15:8]")]
    [TestCase(Dataflow.OutputStationary, 4, "g_top[2].g_skewed.u_skew.words", 15, "[15:8]")]
    [TestCase(Dataflow.OutputStationary, 1, "g_top[1].g_skewed.arrived", 0)]
    [TestCase(Dataflow.WeightStationary, 2, "g_row[3].g_col[1].u_pe.w", 7)]
    [TestCase(Dataflow.WeightStationary, 9, "g_row[0].g_col[3].u_pe.w", 2)]
    [TestCase(Dataflow.InputStationary, 8, "g_row[2].g_col[2].u_pe.above", 31)]
    [TestCase(Dataflow.WeightStationary, 1, "g_row[0].g_col[0].u_pe.above", 5)]
    [TestCase(Dataflow.InputStationary, 7, "g_row[1].g_col[2].u_pe.a_o", 0)]
    [TestCase(Dataflow.WeightStationary, 10, "g_row[1].g_col[2].u_pe.a_valid_o", 0)]
    [TestCase(Dataflow.WeightStationary, 8, "g_row[1].g_col[3].u_pe.a_valid_o", 0)]
    [TestCase(Dataflow.WeightStationary, 5, "g_left[3].g_skewed.u_skew.g_stage[1].word", 4)]
    [TestCase(Dataflow.InputStationary, 6, "g_left[2].g_skewed.arrived", 0)]
    public void Array_WithABitThatTurnsOver_IsNamed(
        Dataflow dataflow, long cycle, string register, int bit, string part = "")
    {
        ArrayCase on = new(dataflow, 4, 4, 32, 100, 0);
        Random random = new(621);
        using VerilatedModel model = new(Library(on, saturates: false), seed: 8);
        ArrayLockstep lockstep = Of(model, on, saturates: false, random, now =>
        {
            if (now == cycle)
            {
                model.Poke(register, model.Peek(register) ^ (BigInteger.One << bit));
            }
        });
        lockstep.Run(EdgeOperand.Integers(random, OperandBits, 4, 4), EdgeOperand.Integers(random, OperandBits, 4, 4));
        RegisterDifference[] first = [.. lockstep.Registers.Differences.TakeWhile(one => one.Cycle <= cycle)];
        Assert.That(first, Has.Length.EqualTo(1), string.Join('\n', lockstep.Registers.Differences));
        Assert.Multiple(() =>
        {
            Assert.That((first[0].Cycle, first[0].Register), Is.EqualTo((cycle, register + part)));
            Assert.That(first[0].Rtl ^ first[0].Machine, Is.EqualTo(BigInteger.One << (bit % (part == "" ? 32 : 8))));
        });
    }

    /// <summary>Registers that are poked are what the module goes on with; signals may be of any width.</summary>
    [Test]
    public void Poke_OfRegisters_IsSeenAtAWidePort()
    {
        ArrayCase on = new(Dataflow.OutputStationary, 4, 4, 32, 1, 0);
        using VerilatedModel model = new(Library(on, saturates: false), seed: 9);
        BigInteger expected = BigInteger.Zero;
        for (int column = 0; column < 4; column++)
        {
            BigInteger sum = 0xF012_3456 + column;
            model.Poke($"g_row[0].g_col[{column}].u_pe.sum", sum);
            expected |= sum << (32 * column);
        }

        model.Settle();
        Assert.That(model.Bits("sums"), Is.EqualTo(128));
        Assert.That(model.Peek("sums"), Is.EqualTo(expected));
    }

    private void IsTheMachine(ArrayCase on, bool saturates)
    {
        Random random = new(620);
        using VerilatedModel model = new(Library(on, saturates), seed: 7);
        ArrayLockstep lockstep = Of(model, on, saturates, random, null);
        long cycles = 0;
        foreach ((int m, int k, int n) in Products)
        {
            cycles += lockstep.Run(EdgeOperand.Integers(random, OperandBits, m, k),
                EdgeOperand.Integers(random, OperandBits, n, k));
        }

        Assert.That(lockstep.Registers.Differences, Is.Empty);
        Assert.That(lockstep.Cycle, on.PausePercent == 0 ? Is.EqualTo(cycles) : Is.GreaterThan(cycles));
        Assert.That(lockstep.Registers.Compared, Is.GreaterThan(cycles * on.Rows * on.Columns));
    }

    private static ArrayLockstep Of(
        VerilatedModel model, ArrayCase on, bool saturates, Random random, Action<long>? disturb)
    {
        AccumulatorOverflow overflow = saturates ? AccumulatorOverflow.Saturate : AccumulatorOverflow.Wrap;
        return on.Dataflow == Dataflow.OutputStationary
            ? new OutputStationaryLockstep(model, on, overflow, random) { Disturb = disturb }
            : new StationaryLockstep(model, on, overflow, random) { Disturb = disturb };
    }

    /// <summary>Each module is built once for a shape.</summary>
    private VerilatedLibrary Library(ArrayCase on, bool saturates)
    {
        (string module, string pe) =
            on.Dataflow == Dataflow.OutputStationary ? ("array_os", "pe_os") : ("array_ws", "pe_ws");
        var shape = (module, on.Rows, on.Columns, on.AccumulatorBits, saturates);
        if (!_libraries.TryGetValue(shape, out VerilatedLibrary? library))
        {
            library = new VerilatedLibrary(VerilatedRuntimes.Shared, module,
                ArrayLockstep.Signals(module, pe), ("ROWS", on.Rows), ("COLS", on.Columns), ("A_BITS", OperandBits),
                ("W_BITS", OperandBits), ("ACC_BITS", on.AccumulatorBits), ("SATURATE", saturates ? 1 : 0));
            _libraries.Add(shape, library);
        }

        return library;
    }
}
