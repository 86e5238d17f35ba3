namespace Accel.Sim.BitSerial.Machine;

/// <summary>A beat's activations as a tile's PEs take them apart, a lane after the other, columns side by side.</summary>
/// <remarks>Columns are padded with zeros to whole vectors, which add nothing to any sum.</remarks>
internal sealed class UnpackedActivations
{
    /// <summary>Columns that are computed together.</summary>
    public const int Width = 8;

    private readonly int[] _exponents;
    private readonly int[] _significands;
    private readonly int[] _signs;

    public UnpackedActivations(Half[][] activations)
    {
        int lanes = activations.Length == 0 ? 0 : activations[0].Length;
        Columns = Padded(activations.Length);
        _exponents = new int[lanes * Columns];
        _significands = new int[lanes * Columns];
        _signs = new int[lanes * Columns];
        Array.Fill(_exponents, 1);
        for (int column = 0; column < activations.Length; column++)
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                Half value = activations[column][lane];
                int place = (lane * Columns) + column;
                _exponents[place] = Fp16Fields.Exponent(value);
                _significands[place] = Fp16Fields.Significand(value) << PeArithmetic.ExtraBits;
                _signs[place] = Half.IsNegative(value) ? -1 : 0;
            }
        }
    }

    /// <summary>Columns with their padding.</summary>
    public int Columns { get; }

    /// <summary>Columns padded to whole vectors.</summary>
    public static int Padded(int columns) => (columns + Width - 1) / Width * Width;

    /// <summary>Exponent fields of a lane from a column on.</summary>
    public ReadOnlySpan<int> Exponents(int lane, int column) => _exponents.AsSpan((lane * Columns) + column, Width);

    /// <summary>Significands with guard, round and sticky bits of zero.</summary>
    public ReadOnlySpan<int> Significands(int lane, int column) =>
        _significands.AsSpan((lane * Columns) + column, Width);

    /// <summary>All ones where negative, else 0.</summary>
    public ReadOnlySpan<int> Signs(int lane, int column) => _signs.AsSpan((lane * Columns) + column, Width);
}
