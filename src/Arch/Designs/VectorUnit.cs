namespace Accel.Arch.Designs;

/// <summary>The unit for norms, softmax, activation functions and residuals.</summary>
public sealed record VectorUnit
{
    /// <summary>Elements in parallel.</summary>
    public int Lanes { get; init; } = 64;

    /// <summary>Cycles from the first element in to the first result out, once an operator.</summary>
    public int Latency { get; init; } = 16;
}
