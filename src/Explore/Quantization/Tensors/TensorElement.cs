namespace Accel.Explore.Quantization.Tensors;

/// <summary>How a tensor file stores an element, little-endian.</summary>
public enum TensorElement
{
    Fp16,
    Bf16,
    Fp32,
    Fp64,
}
