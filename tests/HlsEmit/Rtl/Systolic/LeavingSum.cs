using Accel.Arch.Designs.Systolic;
using Accel.Sim.Systolic;
using Accel.Sim.Systolic.Machine;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary>A sum that leaves the cycle-stepped machine: when, whose, and how much.</summary>
/// <param name="Cycle">From 0, over the whole product.</param>
/// <param name="Sum">What the array hands over; of one fold of K when the sums move.</param>
internal readonly record struct LeavingSum(long Cycle, int Token, int Channel, long Sum)
{
    /// <summary>Steps the machine through a product.</summary>
    /// <remarks>
    /// A machine of ones runs beside it: each of its outputs changes whenever a sum leaves, whatever the operands.
    /// </remarks>
    public static List<LeavingSum> Of(
        in SystolicArray array, OperandMatrix<int> activations, OperandMatrix<int> weights, out long cycles)
    {
        (int m, int k, int n) = (activations.Vectors, activations.K, weights.Vectors);
        IntegerPe pe = new(new IntegerSum(array.SumBits, AccumulatorOverflow.Wrap));
        var machine = SystolicMachines.Of<int, long, IntegerPe>(array, 1, pe, activations, weights);
        var ones = SystolicMachines.Of<int, int, WrappingPe32>(array, 1, default, Ones(m, k), Ones(n, k));
        List<LeavingSum> sums = [];
        long[] before = new long[m * n];
        int[] countBefore = new int[m * n];
        bool goesOn = true;
        while (goesOn)
        {
            goesOn = machine.Step();
            Assert.That(ones.Step(), Is.EqualTo(goesOn));
            for (int i = 0; i < before.Length; i++)
            {
                if (ones.Outputs[i] != countBefore[i])
                {
                    sums.Add(new LeavingSum(machine.Cycle - 1, i / n, i % n, machine.Outputs[i] - before[i]));
                }
            }

            machine.Outputs.CopyTo(before);
            ones.Outputs.CopyTo(countBefore);
        }

        cycles = machine.Cycle;
        Assert.That(cycles, Is.EqualTo(SystolicTiming.Cycles(array, m, k, n)));
        return sums;
    }

    private static PlainMatrix<int> Ones(int vectors, int k) => new([.. Enumerable.Repeat(1, vectors * k)], vectors, k);
}
