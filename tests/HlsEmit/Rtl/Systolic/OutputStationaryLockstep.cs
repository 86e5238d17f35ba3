using Accel.Arch.Designs.Systolic;
using Accel.Sim.Systolic.Machine;
using Accel.Tests.HlsEmit.Rtl.Lockstep;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary><c>array_os</c> beside the machine.</summary>
/// <remarks>
/// The machine's registers hold what a PE multiplies in a cycle, those of the RTL what it has multiplied, at the
/// cycle's end: the same at that time. Compared as well is what the machine has no registers for: the skew in front of
/// the array, with what enters the machine's PEs as many cycles later as there are registers left.
/// </remarks>
internal sealed class OutputStationaryLockstep(
    VerilatedModel model, ArrayCase on, AccumulatorOverflow overflow, Random random)
    : ArrayLockstep(model, on, overflow, random)
{
    /// <inheritdoc/>
    public override long Run(EdgeOperand activations, EdgeOperand weights)
    {
        Assert.That(On.Dataflow, Is.EqualTo(Dataflow.OutputStationary));
        (int m, int k, int n) = (activations.Matrix.Vectors, activations.Matrix.K, weights.Matrix.Vectors);
        MachineTrace machine = new(On, Overflow, activations, weights);
        long start = 0;
        for (int token = 0; token < m; token += On.Rows)
        {
            for (int channel = 0; channel < n; channel += On.Columns)
            {
                Fold fold = new(machine, activations, weights, start, token, channel, k,
                    Math.Min(On.Rows, m - token), Math.Min(On.Columns, n - channel));
                RunFold(fold);
                start += fold.Cycles;
            }
        }

        machine.EndsAfter(start);
        return start;
    }

    private void RunFold(Fold fold)
    {
        FoldClock clock = new(fold.Start);
        int done = 0;
        while (done < fold.Cycles)
        {
            (bool feeds, bool drains) = (done < fold.K, done >= fold.Fill);
            bool pauses = (feeds || drains) && Pauses();
            Offer(fold, feeds && !pauses ? done : null, feeds, drains ? !pauses : Anything());
            Compare("in_ready", feeds);
            Compare("out_valid", drains);
            Compare("out_last", done == fold.Cycles - 1);
            done += pauses ? 0 : 1;
            if (drains)
            {
                End(() => CompareDrain(fold, fold.Start + done - 1));
            }
            else
            {
                clock.Add(!pauses);
                End(() => CompareFill(fold, clock));
            }
        }
    }

    private void Offer(Fold fold, int? element, bool feeds, bool takes)
    {
        Model.Poke("rows", fold.Rows);
        Model.Poke("cols", fold.Columns);
        Poke("in_valid", element is not null || (!feeds && Anything()));
        Poke("in_last", element is null ? Anything() : element == fold.K - 1);
        Poke("out_ready", takes);
        PokeEdge("a_flat", On.Rows, fold.Activations.Bits, place => element is int k && place < fold.Rows
            ? fold.Activations.Word(fold.Token + place, k) : null);
        PokeEdge("w_flat", On.Columns, fold.Weights.Bits, place => element is int k && place < fold.Columns
            ? fold.Weights.Word(fold.Channel + place, k) : null);
        Model.Settle();
    }

    private void CompareFill(Fold fold, FoldClock clock)
    {
        for (int row = 0; row < On.Rows; row++)
        {
            for (int column = 0; column < On.Columns; column++)
            {
                (long cycle, bool moves) = clock.Behind(row + column);
                bool isUsed = row < fold.Rows && column < fold.Columns;
                PeRegisters<int, long> pe = isUsed ? fold.Machine.At(cycle, row, column) : default;
                CompareOperands(Pe(row, column), pe, moves && pe.HasLeft && pe.HasRight);
                Compare($"{Pe(row, column)}sum", pe.Sum);
            }
        }

        for (int row = 1; row < fold.Rows; row++)
        {
            CompareSkew(fold, clock, $"g_left[{row}].", row, fold.Activations.Bits,
                (cycle, behind) => fold.Machine.At(cycle, behind, 0) is { HasLeft: true } pe ? pe.Left : null);
        }

        for (int column = 1; column < fold.Columns; column++)
        {
            CompareSkew(fold, clock, $"g_top[{column}].", column, fold.Weights.Bits,
                (cycle, behind) => fold.Machine.At(cycle, 0, behind) is { HasRight: true } pe ? pe.Right : null);
        }
    }

    /// <summary>Sums move, operands have run out.</summary>
    private void CompareDrain(Fold fold, long cycle)
    {
        for (int row = 0; row < On.Rows; row++)
        {
            for (int column = 0; column < On.Columns; column++)
            {
                bool isUsed = row < fold.Rows && column < fold.Columns;
                PeRegisters<int, long> pe = isUsed ? fold.Machine.At(cycle, row, column) : default;
                CompareOperands(Pe(row, column), pe, meet: false);
                Compare($"{Pe(row, column)}sum", pe.Sum);
            }
        }
    }

    /// <remarks>
    /// Beyond the last column and row in use the RTL lets operands run on, also into the next fold; no partner ever
    /// meets them there. The machine forgets them. So where none is expected there is none, or one alone.
    /// </remarks>
    private void CompareOperands(string at, PeRegisters<int, long> pe, bool meet)
    {
        if (meet)
        {
            Compare($"{at}a_valid_o", true);
            Compare($"{at}w_valid_o", true);
            Compare($"{at}a_o", pe.Left);
            Compare($"{at}w_o", pe.Right);
        }
        else if (!Model.Peek($"{at}w_valid_o").IsZero)
        {
            Compare($"{at}a_valid_o", false);
        }
    }

    /// <summary>The registers in front of a row or column of PEs, as many as its number.</summary>
    /// <param name="enters">What enters the machine's PE of an edge in a cycle.</param>
    private void CompareSkew(
        Fold fold, FoldClock clock, string at, int registers, int bits, Func<long, int, long?> enters)
    {
        for (int passed = 0; passed < registers; passed++)
        {
            (long cycle, bool moves) = clock.Behind(passed);
            int left = registers - passed;
            if (moves && cycle - passed < fold.Start + fold.K && enters(cycle + left, registers) is long operand)
            {
                Registers.Compare(Cycle, $"{at}g_skewed.u_skew.words", operand, passed * bits, bits);
            }
        }

        // The valid bit is one that the line before had a cycle ago.
        (long before, bool moved) = clock.Behind(registers - 1);
        Compare($"{at}g_skewed.arrived", moved && enters(before, registers - 1) is not null);
    }

    private sealed record Fold(MachineTrace Machine, EdgeOperand Activations, EdgeOperand Weights, long Start,
        int Token, int Channel, int K, int Rows, int Columns)
    {
        /// <summary>Cycles until the last PE in use has its sum.</summary>
        public int Fill => K + Rows + Columns - 2;

        public int Cycles => Fill + Rows;
    }
}
