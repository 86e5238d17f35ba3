namespace Accel.CostModel;

/// <summary>A figure that a result rests on.</summary>
/// <param name="Text">The figure, with its unit.</param>
/// <param name="Source">Publication or tool it comes from.</param>
/// <param name="IsEstimated">Whether nobody published it.</param>
public sealed record Assumption(string Text, string Source, bool IsEstimated);
