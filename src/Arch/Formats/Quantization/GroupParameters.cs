namespace Accel.Arch.Formats.Quantization;

/// <summary>What a group stores beside its codes.</summary>
/// <param name="Scale">The factor from a code's value to the element.</param>
/// <param name="Selector">Index of the special value among the format's choices; -1 for formats that have none.</param>
/// <param name="ZeroPoint">What an asymmetric integer subtracts from a code; 0 for all other formats.</param>
/// <param name="ScaleCode">The INT8 code of a second-level scale, 0 to 127; 0 where the scale is stored by
/// itself.</param>
public readonly record struct GroupParameters(double Scale, int Selector = -1, int ZeroPoint = 0, int ScaleCode = 0);
