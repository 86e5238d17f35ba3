namespace Accel.Explore.Configuration;

/// <summary>
/// Operators of a phase that depend on the same parts of a scenario, so that they are timed together.
/// </summary>
internal enum OperatorGroup
{
    /// <summary>Products with weights: linear layers, convolutions and the head.</summary>
    Linear,

    /// <summary>Products with the KV cache.</summary>
    Attention,

    /// <summary>What the vector unit does.</summary>
    Vector,
}
