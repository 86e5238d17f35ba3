namespace Accel.Sim.Transformer;

/// <summary>The gated unit of a feed-forward block: silu(gate) times up.</summary>
/// <remarks>With e = exp(-|gate|) the gate's sigmoid is 1 / (1 + e), or e / (1 + e) where the gate is
/// negative.</remarks>
public static class SwiGlu
{
    /// <summary>(gate sigmoid) up.</summary>
    public static float Of(float gate, float up)
    {
        bool isNegative = gate < 0;
        float e = FloatArithmetic.Exponential(isNegative ? gate : -gate);
        float sigmoid = (isNegative ? e : 1f) / (1f + e);
        return (gate * sigmoid) * up;
    }
}
