using System.Buffers.Binary;

namespace Accel.Explore.Quantization.Tensors;

/// <summary>Stored elements to binary64. Exact.</summary>
internal static class ElementKernels
{
    /// <summary>Widens little-endian elements.</summary>
    /// <returns>The index of the first element that is not finite, or -1.</returns>
    public static int Widen(TensorElement element, ReadOnlySpan<byte> stored, Span<double> values)
    {
        int size = TensorInfo.SizeOf(element);
        int strange = -1;
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> bytes = stored.Slice(i * size, size);
            values[i] = element switch
            {
                TensorElement.Fp16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
                TensorElement.Bf16 =>
                    BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
                TensorElement.Fp32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
                _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            };
            strange = strange < 0 && !double.IsFinite(values[i]) ? i : strange;
        }

        return strange;
    }
}
