using System.Buffers.Binary;
using Accel.Sim.Transformer;

namespace Accel.HlsEmit.Transformer;

/// <summary>What a decoder layer has in memory, as bytes with the lowest first.</summary>
internal static class LayerImages
{
    /// <summary>Bytes of a word of every memory but the weights'.</summary>
    public const int WordBytes = 32;

    /// <summary>Tensors one after another.</summary>
    public static byte[] Halves(params IEnumerable<Half[]> tensors)
    {
        List<byte> bytes = [];
        Span<byte> half = stackalloc byte[2];
        foreach (Half[] tensor in tensors)
        {
            foreach (Half value in tensor)
            {
                BinaryPrimitives.WriteHalfLittleEndian(half, value);
                bytes.AddRange(half);
            }
        }

        return [.. bytes];
    }

    /// <summary>A word of the matrices' scales and the norms' epsilon, then the norms' gains.</summary>
    public static byte[] Parameters(LayerParameters parameters)
    {
        LayerMatrix[] matrices = Enum.GetValues<LayerMatrix>();
        var word = new byte[WordBytes];
        foreach (LayerMatrix matrix in matrices)
        {
            BinaryPrimitives.WriteSingleLittleEndian(word.AsSpan(4 * (int)matrix), parameters[matrix].Scale);
        }

        BinaryPrimitives.WriteSingleLittleEndian(word.AsSpan(4 * matrices.Length), parameters.Epsilon);
        return [.. word, .. Halves(parameters.Gains)];
    }
}
