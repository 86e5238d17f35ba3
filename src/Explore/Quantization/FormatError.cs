using Accel.Arch.Formats;
using Accel.Arch.Formats.OutlierVictim;

namespace Accel.Explore.Quantization;

/// <summary>How far a tensor in a format is from the tensor as it was.</summary>
/// <param name="MeanSquaredError">The mean over all elements.</param>
/// <param name="RelativeError">The same over the tensor's variance; null where that is 0.</param>
/// <param name="MaxAbsoluteError">The largest error of an element.</param>
/// <param name="BitsPerElement">Stored bits, scales included.</param>
/// <param name="Pairs">What became of outliers, for formats that store pairs; null for others.</param>
public sealed record FormatError(TensorFormat Format, double MeanSquaredError, double? RelativeError,
    double MaxAbsoluteError, double BitsPerElement, PairStatistics? Pairs);
