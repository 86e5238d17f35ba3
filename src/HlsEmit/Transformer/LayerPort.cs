namespace Accel.HlsEmit.Transformer;

/// <summary>A pointer of a decoder layer's kernel, each an <c>m_axi</c> bundle.</summary>
/// <param name="Name">Its name in <c>ternary_decoder_layer.h</c>.</param>
/// <param name="Bank">The memory that it leads to: those of the same number share one.</param>
/// <param name="Words">Words that the vectors' largest case has there.</param>
internal sealed record LayerPort(string Name, bool IsWritten, int Bank, long Words)
{
    /// <summary>Bits of a word of all but the weights.</summary>
    public const int WordBits = 256;
}
