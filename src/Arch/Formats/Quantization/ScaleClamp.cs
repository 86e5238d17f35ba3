namespace Accel.Arch.Formats.Quantization;

/// <summary>
/// The bounds of a group's scale in BitMoD's released quantizer (quant_weight.py), applied to all but integer formats.
/// </summary>
/// <remarks>
/// The released code writes FP4 lists twice as large as the paper, so that its FP4 bounds are twice these in the
/// paper's units, which Accel uses; they matter for groups with weights below 1e-4 or above 1e4 only.
/// </remarks>
internal static class ScaleClamp
{
    public const double Least = 1e-5;

    public const double Most = 1e4;

    public static double Apply(double scale) => Math.Clamp(scale, Least, Most);
}
