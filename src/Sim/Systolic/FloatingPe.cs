namespace Accel.Sim.Systolic;

/// <summary>
/// Floating-point PEs: the product rounded to binary32, then the sum, nearest, ties to even; no fusing.
/// </summary>
/// <remarks>
/// Products of FP16, FP8 and narrower operands are exact in binary32. An accumulator starts at +0 and never becomes -0,
/// so that adding the +0 of an idle PE leaves it as it is. There is no overflow but to infinity, which is a value.
/// </remarks>
public struct FloatingPe : IPe<float, float>
{
    /// <inheritdoc/>
    public readonly bool HasOverflowed => false;

    /// <inheritdoc/>
    public readonly void MultiplyAdd(
        ReadOnlySpan<float> left, ReadOnlySpan<float> right, ReadOnlySpan<float> sums, Span<float> results)
    {
        for (int i = 0; i < results.Length; i++)
        {
            float product = left[i] * right[i];
            results[i] = sums[i] + product;
        }
    }

    /// <inheritdoc/>
    public readonly float Add(float left, float right) => left + right;
}
