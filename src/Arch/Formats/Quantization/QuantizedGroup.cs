namespace Accel.Arch.Formats.Quantization;

/// <summary>The result of quantizing a group.</summary>
/// <param name="Parameters">What the group stores beside its codes.</param>
/// <param name="MeanSquaredError">Mean of the squared differences between dequantized and original elements.</param>
public readonly record struct QuantizedGroup(GroupParameters Parameters, double MeanSquaredError);
