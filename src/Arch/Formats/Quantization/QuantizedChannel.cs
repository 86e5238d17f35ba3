namespace Accel.Arch.Formats.Quantization;

/// <summary>The result of quantizing a channel.</summary>
/// <param name="ChannelScale">The FP16 scale above second-level scales; 0 where there are none.</param>
/// <param name="MeanSquaredError">Mean of the squared differences between dequantized and original elements.</param>
public readonly record struct QuantizedChannel(double ChannelScale, double MeanSquaredError);
