namespace Accel.Sim.Transformer;

/// <summary>A softmax that knows only the scores so far: their largest, and the sum of their weights.</summary>
/// <remarks>
/// After a score s: m' = max(m, s), correction = exp(m - m'), weight = exp(s - m'), l' = l correction + weight. What
/// the weights of earlier scores were multiplied with is multiplied with the correction; in the end everything is
/// divided by l, which is 1 or more.
/// </remarks>
public struct OnlineSoftmax
{
    /// <summary>m before the first score: the first correction is 0 and its weight 1.</summary>
    private const float Start = -3.0e38f;

    public OnlineSoftmax()
    {
    }

    /// <summary>m.</summary>
    public float Largest { get; private set; } = Start;

    /// <summary>l.</summary>
    public float Sum { get; private set; }

    /// <summary>Takes a score.</summary>
    /// <returns>Its weight, and what all earlier results are multiplied with.</returns>
    public (float Weight, float Correction) Take(float score)
    {
        float largest = score > Largest ? score : Largest;
        float correction = FloatArithmetic.Exponential(Largest - largest);
        float weight = FloatArithmetic.Exponential(score - largest);
        float corrected = Sum * correction;
        (Largest, Sum) = (largest, corrected + weight);
        return (weight, correction);
    }

    /// <summary>A corrected result; 0 where it is below <see cref="FloatArithmetic.Least"/>, so that it never becomes
    /// subnormal.</summary>
    public static float Corrected(float result, float correction)
    {
        float corrected = result * correction;
        return Math.Abs(corrected) < FloatArithmetic.Least ? 0 : corrected;
    }
}
