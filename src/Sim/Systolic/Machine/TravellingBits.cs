using System.Numerics;

namespace Accel.Sim.Systolic.Machine;

/// <summary>A valid bit for each PE of an array, travelling with the operands.</summary>
internal sealed class TravellingBits
{
    private const int WordBits = 64;

    private readonly int _rows;
    private readonly int _words;
    private readonly ulong[] _bits;
    private readonly ulong _lastMask;

    /// <param name="columns">Columns in use; bits that travel beyond them are lost.</param>
    public TravellingBits(int rows, int columns)
    {
        _rows = rows;
        _words = (columns + WordBits - 1) / WordBits;
        _bits = new ulong[rows * _words];
        _lastMask = ulong.MaxValue >> ((WordBits - (columns % WordBits)) % WordBits);
    }

    /// <summary>Moves all bits one column on; operands enter the rows from one to before another.</summary>
    public void MoveAcross(int from, int to)
    {
        Span<ulong> bits = _bits;
        if (_words == 1)
        {
            for (int row = 0; row < bits.Length; row++)
            {
                bits[row] = (bits[row] << 1) & _lastMask;
            }
        }
        else
        {
            for (int row = 0; row < _rows; row++)
            {
                MoveAcross(bits.Slice(row * _words, _words));
            }
        }

        for (int row = from; row < to; row++)
        {
            bits[row * _words] |= 1;
        }
    }

    /// <summary>Moves all rows one down; the first row becomes empty.</summary>
    public void MoveDown()
    {
        _bits.AsSpan(0, _bits.Length - _words).CopyTo(_bits.AsSpan(_words));
        _bits.AsSpan(0, _words).Clear();
    }

    /// <summary>Sets the bits of the first row from one column to before another.</summary>
    public void Enter(int from, int to)
    {
        for (int column = from; column < to; column++)
        {
            _bits[column / WordBits] |= 1UL << (column % WordBits);
        }
    }

    /// <summary>Whether a PE's bit is set.</summary>
    public bool Has(int row, int column) =>
        (_bits[(row * _words) + (column / WordBits)] >> (column % WordBits) & 1) != 0;

    /// <summary>PEs whose bit is set.</summary>
    public int Count()
    {
        int count = 0;
        foreach (ulong word in _bits.AsSpan(0, _rows * _words))
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>PEs whose bit is set here and there.</summary>
    public int CountBoth(TravellingBits other)
    {
        int count = 0;
        ReadOnlySpan<ulong> mine = _bits;
        ReadOnlySpan<ulong> theirs = other._bits.AsSpan(0, mine.Length);
        for (int i = 0; i < mine.Length; i++)
        {
            count += BitOperations.PopCount(mine[i] & theirs[i]);
        }

        return count;
    }

    private void MoveAcross(Span<ulong> row)
    {
        ulong carry = 0;
        for (int word = 0; word < row.Length; word++)
        {
            ulong bits = row[word];
            row[word] = (bits << 1) | carry;
            carry = bits >> (WordBits - 1);
        }

        row[^1] &= _lastMask;
    }
}
