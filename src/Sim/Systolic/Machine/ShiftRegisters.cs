namespace Accel.Sim.Systolic.Machine;

/// <summary>Registers of an array whose contents all move to the next column in a cycle.</summary>
/// <remarks>
/// Row after row in one sequence, of which every element moves on by one place: that is done by moving the sequence's
/// start in a longer buffer, and by copying it back to the end once it has reached the beginning. What moves from the
/// end of a row to the next row's first column is overwritten there by what enters.
/// </remarks>
internal sealed class ShiftRegisters<T>(int rows, int columns)
    where T : unmanaged
{
    /// <summary>Moves between two copies.</summary>
    private const int Slack = 4096;

    private readonly T[] _buffer = new T[(rows * columns) + Slack];
    private int _start = Slack;

    /// <summary>The registers of the first rows, row-major.</summary>
    public Span<T> Rows(int count) => _buffer.AsSpan(_start, count * columns);

    public void Clear()
    {
        _buffer.AsSpan().Clear();
        _start = Slack;
    }

    /// <summary>
    /// Moves all columns on by one. Rows <paramref name="from"/> to before <paramref name="to"/> of the first
    /// <paramref name="count"/> take an element each from <paramref name="entering"/>, at distances of
    /// <paramref name="step"/> from <paramref name="first"/> on; the others take none.
    /// </summary>
    public void Move(int count, int from, int to, ReadOnlySpan<T> entering, int first, int step)
    {
        if (_start == 0)
        {
            _buffer.AsSpan(0, rows * columns).CopyTo(_buffer.AsSpan(Slack));
            _start = Slack;
        }

        _start--;
        Span<T> registers = Rows(count);
        for (int row = 0; row < from; row++)
        {
            registers[row * columns] = default;
        }

        int edge = from * columns;
        int element = first;
        for (int row = from; row < to; row++)
        {
            registers[edge] = entering[element];
            edge += columns;
            element += step;
        }

        for (int row = to; row < count; row++)
        {
            registers[row * columns] = default;
        }
    }
}
