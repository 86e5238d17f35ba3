namespace Accel.Sim.Systolic;

/// <summary>An operand as codes in memory, each decoded by itself.</summary>
/// <typeparam name="T">What the decoder hands over.</typeparam>
public sealed class CodedMatrix<T> : OperandMatrix<T>
    where T : unmanaged
{
    private readonly ushort[] _codes;
    private readonly T[] _table;

    /// <param name="codes">Row-major [vectors x K].</param>
    /// <param name="table">The value of each code.</param>
    /// <exception cref="ArgumentException">There are not as many codes.</exception>
    public CodedMatrix(ushort[] codes, T[] table, int vectors, int k)
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(codes.Length, vectors * k, nameof(codes));
        (_codes, _table, Vectors, K) = (codes, table, vectors, k);
    }

    public override int Vectors { get; }

    public override int K { get; }

    /// <summary>The stored codes, row-major [vectors x K].</summary>
    public ReadOnlySpan<ushort> Codes => _codes;

    /// <inheritdoc/>
    public override void Read(int vector, int start, Span<T> values)
    {
        ReadOnlySpan<ushort> codes = _codes.AsSpan((vector * K) + start, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _table[codes[i]];
        }
    }
}
