namespace Accel.Arch.Formats.Baselines;

/// <summary>The number type that ANT gives a tensor.</summary>
/// <param name="Grid">The type chosen.</param>
/// <param name="SummedError">The sum over channels of the mean squared error with the best scale.</param>
/// <param name="Scales">The scale of each channel.</param>
public sealed record AntChoice(AntGrid Grid, double SummedError, IReadOnlyList<double> Scales);
