using Accel.Arch.Activity;
using Accel.Arch.Designs.Systolic;

namespace Accel.Sim.Systolic.Machine;

/// <summary>A systolic array, stepped cycle by cycle, that computes one product with real operands.</summary>
/// <remarks>
/// Operands are in their buffers at the start. Decoders stand at the edges only: each element is decoded as it enters,
/// and the registers inside hold decoded values. One fold after the other.
/// </remarks>
/// <typeparam name="TOperand">A decoded element.</typeparam>
/// <typeparam name="TSum">A partial sum.</typeparam>
/// <typeparam name="TPe">The PE's arithmetic.</typeparam>
public abstract class SystolicMachine<TOperand, TSum, TPe>
    where TOperand : unmanaged
    where TSum : unmanaged
    where TPe : struct, IPe<TOperand, TSum>
{
    private readonly long _pes;
    private ActivityCounts _counts;
    private TPe _pe;

    private protected SystolicMachine(in SystolicArray array, long pes, TPe pe, int m, int n)
    {
        (Array, _pes, _pe) = (array, pes, pe);
        Results = new TSum[m * n];
    }

    /// <summary>Raw sums, row-major [M x N]; complete once <see cref="Step"/> has returned false.</summary>
    public ReadOnlySpan<TSum> Outputs => Results;

    /// <summary>Whether an accumulator overflowed on the way.</summary>
    public bool HasOverflowed => _pe.HasOverflowed;

    /// <summary>Cycles so far.</summary>
    public long Cycle => _counts.Cycles;

    private protected SystolicArray Array { get; }

    private protected TSum[] Results { get; }

    private protected ref TPe Pe => ref _pe;

    private protected ref ActivityCounts Counts => ref _counts;

    /// <summary>Advances one cycle; false when the last output has left.</summary>
    public bool Step()
    {
        _counts.Cycles++;
        _counts.ComputeCycles++;
        return Advance();
    }

    /// <summary>Steps to the end.</summary>
    /// <returns>Everything the machine counted.</returns>
    public ActivityCounts Run()
    {
        while (Step())
        {
        }

        ActivityCounts counts = _counts;
        counts.PeIdleCycles = (_pes * counts.Cycles) - counts.PeActiveCycles;
        return counts;
    }

    /// <summary>
    /// What a PE holds after the last <see cref="Step"/>; nothing where the fold does not use it. After the last cycle
    /// of a fold the next one has begun.
    /// </summary>
    internal abstract PeRegisters<TOperand, TSum> At(int row, int column);

    /// <summary>One cycle of the array and its controller; false when it was the last.</summary>
    private protected abstract bool Advance();

    /// <summary>Counts PEs that multiply in this cycle.</summary>
    private protected void CountMacs(int macs)
    {
        _counts.Macs += macs;
        _counts.PeActiveCycles += (long)macs * Array.PesPerMac;
    }

    private protected void CountActivations(int elements)
    {
        _counts.ActivationReads += elements;
        _counts.ActivationReadBits += (long)elements * Array.ActivationBits;
        _counts.ActivationDecoderCycles += Array.DecodesActivations ? elements : 0;
    }

    private protected void CountWeights(int elements)
    {
        _counts.WeightReads += elements;
        _counts.WeightReadBits += (long)elements * Array.WeightBits;
        _counts.EncoderCycles += Array.DecodesWeights ? elements : 0;
    }

    private protected void CountOutputs(int elements)
    {
        _counts.OutputWrites += elements;
        _counts.OutputWriteBits += (long)elements * Array.ActivationBits;
    }
}
