namespace Accel.Sim.Systolic;

/// <summary>
/// PEs that take the product of <see cref="LMulProduct"/> and add it in binary32, nearest, ties to even.
/// </summary>
/// <param name="mantissaBits">Mantissa bits that decide the offset.</param>
public readonly struct LMulPe(int mantissaBits) : IPe<float, float>
{
    /// <inheritdoc/>
    public bool HasOverflowed => false;

    /// <inheritdoc/>
    public void MultiplyAdd(
        ReadOnlySpan<float> left, ReadOnlySpan<float> right, ReadOnlySpan<float> sums, Span<float> results)
    {
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = sums[i] + LMulProduct.Multiply(left[i], right[i], mantissaBits);
        }
    }

    /// <inheritdoc/>
    public float Add(float left, float right) => left + right;
}
