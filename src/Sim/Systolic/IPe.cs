namespace Accel.Sim.Systolic;

/// <summary>A kind of PE as the machine and the reference use it.</summary>
/// <typeparam name="TOperand">An operand as a decoder hands it over.</typeparam>
/// <typeparam name="TSum">A partial sum.</typeparam>
/// <remarks>Implemented by small structs, so that loops over the array are compiled for each kind.</remarks>
public interface IPe<TOperand, TSum>
    where TOperand : unmanaged
    where TSum : unmanaged
{
    /// <summary>Whether any addition so far did not fit its accumulator.</summary>
    bool HasOverflowed { get; }

    /// <summary>results[i] = sums[i] + left[i] x right[i], for each PE of the array in one cycle.</summary>
    /// <remarks>PEs without operands hold zeros, which leave a sum as it is. The spans of sums may be the
    /// same.</remarks>
    void MultiplyAdd(
        ReadOnlySpan<TOperand> left, ReadOnlySpan<TOperand> right, ReadOnlySpan<TSum> sums, Span<TSum> results);

    /// <summary>Adds two partial sums, as the accumulators behind a stationary array do.</summary>
    TSum Add(TSum left, TSum right);
}
