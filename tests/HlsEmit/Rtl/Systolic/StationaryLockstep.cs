using Accel.Arch.Designs.Systolic;
using Accel.Sim.Systolic.Machine;
using Accel.Tests.HlsEmit.Rtl.Lockstep;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary><c>array_ws</c> beside the machine, weights or activations staying.</summary>
/// <remarks>
/// A PE of the RTL has its register where a sum enters, the machine where it leaves: a sum of the machine is compared
/// with the register of the PE below, at the same time. That of the last row has none; it is compared as it leaves,
/// before the clock. Valid bits have no register in the last column in use. Rows in use are the last ones of the RTL
/// and the first ones of the machine. Taps of the skew are compared with what enters the machine's PEs later, as in
/// <see cref="OutputStationaryLockstep"/>.
/// </remarks>
internal sealed class StationaryLockstep(
    VerilatedModel model, ArrayCase on, AccumulatorOverflow overflow, Random random)
    : ArrayLockstep(model, on, overflow, random)
{
    /// <inheritdoc/>
    public override long Run(EdgeOperand activations, EdgeOperand weights)
    {
        Assert.That(On.Dataflow, Is.Not.EqualTo(Dataflow.OutputStationary));
        (EdgeOperand stream, EdgeOperand staying) =
            On.Dataflow == Dataflow.WeightStationary ? (activations, weights) : (weights, activations);
        MachineTrace machine = new(On, Overflow, activations, weights);
        (int vectors, int k, int across) = (stream.Matrix.Vectors, stream.Matrix.K, staying.Matrix.Vectors);
        long start = 0;
        for (int column = 0; column < across; column += On.Columns)
        {
            for (int vector = 0; vector < vectors; vector += On.Depth)
            {
                for (int element = 0; element < k; element += On.Rows)
                {
                    Fold fold = new(machine, stream, staying, start, element, vector, column,
                        Math.Min(On.Rows, k - element), Math.Min(On.Depth, vectors - vector),
                        Math.Min(On.Columns, across - column));
                    RunFold(fold);
                    start += fold.Cycles;
                }
            }
        }

        machine.EndsAfter(start);
        return start;
    }

    private void RunFold(Fold fold)
    {
        FoldClock clock = new(fold.Start + fold.Rows);
        int done = 0;
        while (done < fold.Cycles)
        {
            bool loads = done < fold.Rows;
            bool streams = !loads && done < fold.Rows + fold.Vectors;
            bool pauses = (loads || streams) && Pauses();
            Offer(fold, loads && !pauses ? done : null, streams && !pauses ? done - fold.Rows : null, loads, streams);
            Compare("load_ready", loads);
            Compare("in_ready", streams);
            Compare("out_last", done == fold.Cycles - 1 && !pauses);
            if (!loads)
            {
                clock.Add(!pauses);
                CompareLeaving(fold, clock);
            }

            done += pauses ? 0 : 1;
            End(() => CompareRegisters(fold, loads ? null : clock, fold.Start + done - 1));
        }
    }

    private void Offer(Fold fold, int? row, int? vector, bool loads, bool streams)
    {
        Model.Poke("rows", fold.Rows);
        Model.Poke("cols", fold.Columns);
        Poke("load", row is not null || (!loads && Anything()));
        Poke("in_valid", vector is not null || (!streams && Anything()));
        Poke("in_last", vector is null ? Anything() : vector == fold.Vectors - 1);
        int skip = On.Rows - fold.Rows;
        PokeEdge("a_flat", On.Rows, fold.Stream.Bits, place => vector is int v && place >= skip
            ? fold.Stream.Word(fold.Vector + v, fold.FirstK + place - skip) : null);
        PokeEdge("w_flat", On.Columns, fold.Staying.Bits, place => row is int r && place < fold.Columns
            ? fold.Staying.Word(fold.Column + place, fold.FirstK + r) : null);
        Model.Settle();
    }

    /// <summary>Sums on their way out, in front of the clock.</summary>
    private void CompareLeaving(Fold fold, FoldClock clock)
    {
        int last = fold.Rows - 1;
        for (int column = 0; column < fold.Columns; column++)
        {
            (long cycle, bool moves) = clock.Behind(last + column);
            PeRegisters<int, long> pe = fold.Machine.At(cycle, last, column);
            if (moves && pe.HasLeft)
            {
                Compare($"{Pe(On.Rows - 1, column)}sum", pe.Sum);
            }
        }
    }

    /// <param name="clock">None while operands are loaded.</param>
    /// <param name="latest">The machine's cycle of what is loaded.</param>
    private void CompareRegisters(Fold fold, FoldClock? clock, long latest)
    {
        int skip = On.Rows - fold.Rows;
        for (int row = 0; row < On.Rows; row++)
        {
            for (int column = 0; column < On.Columns; column++)
            {
                bool isUsed = row >= skip && column < fold.Columns;
                PeRegisters<int, long> pe = isUsed ? Moving(fold, clock, row - skip, column) : default;
                bool feeds = row > skip && column < fold.Columns;
                PeRegisters<int, long> above = feeds ? Moving(fold, clock, row - 1 - skip, column) : default;
                Compare($"{Pe(row, column)}above", above.Sum);
                Compare($"{Pe(row, column)}a_valid_o", pe.HasLeft && column < fold.Columns - 1);
                if (pe.HasLeft)
                {
                    Compare($"{Pe(row, column)}a_o", pe.Left);
                }

                if (isUsed && fold.Machine.At(latest, row - skip, column) is { HasRight: true } held)
                {
                    Compare($"{Pe(row, column)}w", held.Right);
                }
            }
        }

        for (int row = 1; clock is not null && row < fold.Rows; row++)
        {
            CompareSkew(fold, clock, row, skip);
        }
    }

    /// <summary>What moves through a PE of the machine; nothing while operands are loaded, nor in a pause.</summary>
    private static PeRegisters<int, long> Moving(Fold fold, FoldClock? clock, int row, int column)
    {
        (long cycle, bool moves) = clock?.Behind(row + column) ?? (0, false);
        return moves ? fold.Machine.At(cycle, row, column) : default;
    }

    /// <summary>The registers in front of a row of the machine, as many as its number, entered behind others.</summary>
    private void CompareSkew(Fold fold, FoldClock clock, int row, int skip)
    {
        string at = $"g_left[{row + skip}].g_skewed.";
        for (int passed = 0; passed < row; passed++)
        {
            (long cycle, bool moves) = clock.Behind(passed);
            bool holds = moves && cycle - passed < fold.Start + fold.Rows + fold.Vectors;
            if (holds && fold.Machine.At(cycle + row - passed, row, 0) is { HasLeft: true } pe)
            {
                Compare($"{at}u_skew.g_stage[{skip + passed}].word", pe.Left);
            }
        }

        Compare($"{at}arrived", Moving(fold, clock, row - 1, 0).HasLeft);
    }

    private sealed record Fold(MachineTrace Machine, EdgeOperand Stream, EdgeOperand Staying, long Start,
        int FirstK, int Vector, int Column, int Rows, int Vectors, int Columns)
    {
        public int Cycles => Vectors + (2 * Rows) + Columns - 2;
    }
}
