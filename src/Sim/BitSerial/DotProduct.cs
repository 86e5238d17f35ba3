namespace Accel.Sim.BitSerial;

/// <summary>What the lanes of a PE add up to in one cycle: <c>Sum * 2^Exponent</c>.</summary>
/// <param name="Sum">The aligned products' sum, shifted left by the block significance: at most 26 bits with
/// sign.</param>
/// <param name="Exponent">Weight of the sum's last bit.</param>
public readonly record struct DotProduct(int Sum, int Exponent);
