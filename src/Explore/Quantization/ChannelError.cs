using Accel.Arch.Formats.OutlierVictim;

namespace Accel.Explore.Quantization;

/// <summary>The error of one format on one channel.</summary>
internal readonly record struct ChannelError(double MeanSquared, double MaxAbsolute, PairStatistics Pairs);
