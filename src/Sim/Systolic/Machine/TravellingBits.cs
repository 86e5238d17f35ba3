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

    /// <summary>Moves every row's bits one column on; a row's new first bit says whether an operand enters.</summary>
    public void MoveAcross(int row, bool enters)
    {
        ulong carry = enters ? 1UL : 0;
        int last = ((row + 1) * _words) - 1;
        for (int word = row * _words; word <= last; word++)
        {
            ulong bits = _bits[word];
            _bits[word] = (bits << 1) | carry;
            carry = bits >> (WordBits - 1);
        }

        _bits[last] &= _lastMask;
    }

    /// <summary>Moves all rows one down; the first row becomes empty.</summary>
    public void MoveDown()
    {
        _bits.AsSpan(0, _bits.Length - _words).CopyTo(_bits.AsSpan(_words));
        _bits.AsSpan(0, _words).Clear();
    }

    /// <summary>Sets a bit of the first row.</summary>
    public void Enter(int column) => _bits[column / WordBits] |= 1UL << (column % WordBits);

    /// <summary>Sets the bits of the first row from one column to before another.</summary>
    public void Enter(int from, int to)
    {
        for (int column = from; column < to; column++)
        {
            Enter(column);
        }
    }

    public void Clear() => _bits.AsSpan().Clear();

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
}
