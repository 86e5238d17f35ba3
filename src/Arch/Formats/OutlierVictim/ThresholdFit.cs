namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>The result of a threshold search.</summary>
/// <param name="Start">The three-sigma start, in units of the elements.</param>
/// <param name="Percent">The candidate that won, in percent of the start.</param>
/// <param name="Threshold">The element that becomes the largest normal value.</param>
/// <param name="Scale">The threshold over the largest normal value; positive.</param>
/// <param name="MeanSquaredError">The mean squared error with that scale.</param>
public readonly record struct ThresholdFit(
    double Start, int Percent, double Threshold, double Scale, double MeanSquaredError);
