namespace Accel.HlsEmit.Emission;

/// <summary>A figure that was published of a design, and what the models say of it.</summary>
/// <param name="Case">Of what, such as a phase or a variant.</param>
/// <param name="Kind"><c>exact</c>, <c>calibrated</c> or <c>predicted</c>.</param>
/// <param name="Source">Where it was published.</param>
public sealed record PublishedFigure(
    string Case, string Quantity, string Unit, double Reported, double Modelled, string Kind, string Source);
