namespace Accel.Arch.Formats.Ternary;

/// <summary>What a fit of two ternary planes found; see <see cref="TritPlanes"/>.</summary>
/// <param name="First">The larger scale, zero or more.</param>
/// <param name="Second">The other.</param>
/// <param name="Error">The sum of squared errors.</param>
/// <param name="Turns">Turns of trits and scales after the start.</param>
public readonly record struct TritScales(double First, double Second, double Error, int Turns);
