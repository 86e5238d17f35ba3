using System.Numerics;

namespace Accel.Explore.Search;

/// <summary>Sobol's low-discrepancy sequence, each coordinate a binary fraction of 32 bits.</summary>
/// <remarks>
/// I. M. Sobol, "On the Distribution of Points in a Cube and the Approximate Evaluation of Integrals", 1967, in the
/// order of I. A. Antonov and V. M. Saleev, 1979 (Gray code). A seed shifts every coordinate by random bits (a digital
/// shift), which keeps how evenly the points lie and makes sequences of several seeds independent.
/// </remarks>
internal sealed class SobolSequence
{
    private readonly uint[][] _directions;
    private readonly uint[] _state;
    private uint _next;

    /// <param name="dimensions">At most <see cref="SobolDirections.Dimensions"/>.</param>
    /// <param name="shift">Where the shift comes from; null for the sequence as it is published.</param>
    public SobolSequence(int dimensions, Xoshiro256? shift)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, SobolDirections.Dimensions);
        _directions = [.. Enumerable.Range(0, dimensions).Select(SobolDirections.Of)];
        _state = new uint[dimensions];
        for (int dimension = 0; dimension < dimensions && shift is not null; dimension++)
        {
            _state[dimension] = (uint)(shift.Next() >> 32);
        }
    }

    /// <summary>Writes the next point; after 2^32 points the sequence begins again.</summary>
    public void Next(Span<uint> coordinates)
    {
        _state.CopyTo(coordinates);

        // The lowest zero bit of the point's number; past the last number there is none.
        int bit = BitOperations.TrailingZeroCount(~_next) % SobolDirections.Bits;
        _next = unchecked(_next + 1);
        for (int dimension = 0; dimension < _state.Length; dimension++)
        {
            _state[dimension] ^= _directions[dimension][bit];
        }
    }
}
