namespace Accel.Arch.Formats;

/// <summary>How a tensor is stored: an element format, the groups that share a scale, and the scales' own format.</summary>
/// <param name="Element">Format of one element.</param>
/// <param name="GroupSize">Consecutive elements along K that share a scale; 0 for one scale a channel, or none.</param>
/// <param name="Scale">How scales are stored.</param>
public sealed partial record TensorFormat(NumberFormat Element, int GroupSize, ScaleFormat Scale);
