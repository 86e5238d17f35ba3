namespace Accel.Sim.Systolic;

/// <summary>An operand that needs no decoder: values as they are.</summary>
/// <param name="values">Row-major [vectors x K].</param>
public sealed class PlainMatrix<T>(T[] values, int vectors, int k) : OperandMatrix<T>
    where T : unmanaged
{
    private readonly T[] _values = values.Length == (long)vectors * k
        ? values
        : throw new ArgumentException($"{vectors} x {k} values are needed, got {values.Length}", nameof(values));

    public override int Vectors { get; } = vectors;

    public override int K { get; } = k;

    /// <summary>Row-major [vectors x K].</summary>
    public ReadOnlySpan<T> Values => _values;

    /// <inheritdoc/>
    public override void Read(int vector, int start, Span<T> values) =>
        _values.AsSpan((vector * K) + start, values.Length).CopyTo(values);
}
