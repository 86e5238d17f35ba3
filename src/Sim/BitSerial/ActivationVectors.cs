using System.Numerics;

namespace Accel.Sim.BitSerial;

/// <summary>The activations of a GEMM, [K x M], so that the tokens of one lane are loaded as a vector.</summary>
/// <remarks>
/// Rows are padded to whole vectors, and one more vector follows the last, so that a vector may begin at any token.
/// Places beyond M hold zeros of exponent 0 or another lane's tokens: they compute what nobody reads.
/// </remarks>
internal sealed class ActivationVectors
{
    private readonly float[] _values;
    private readonly int[] _exponents;

    public ActivationVectors(BitSerialOperands operands)
    {
        Stride = Padded(operands.M);
        _values = new float[(operands.K * Stride) + Width];
        _exponents = operands.IsBitSerial ? new int[_values.Length] : [];
        for (int m = 0; m < operands.M; m++)
        {
            ReadOnlySpan<Half> row = operands.ActivationsAt(m, 0, operands.K);
            for (int k = 0; k < row.Length; k++)
            {
                _values[At(m, k)] = (float)row[k];
                if (operands.IsBitSerial)
                {
                    _exponents[At(m, k)] = Fp16Fields.Exponent(row[k]);
                }
            }
        }
    }

    /// <summary>Tokens that are computed together.</summary>
    public static int Width => Vector<float>.Count;

    /// <summary>From a lane to the next.</summary>
    public int Stride { get; }

    /// <summary>A number of tokens rounded up to whole vectors.</summary>
    public static int Padded(int tokens) => (tokens + Width - 1) / Width * Width;

    /// <summary>The place of a token's activation.</summary>
    public int At(int m, int k) => (k * Stride) + m;

    /// <summary>Activations from a place on.</summary>
    public Vector<float> Values(int place) => new(_values, place);

    /// <summary>Their exponent fields; only where weights are terms.</summary>
    public Vector<int> Exponents(int place) => new(_exponents, place);
}
