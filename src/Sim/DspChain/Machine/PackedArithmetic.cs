using Accel.Arch.Designs.DspChain;

namespace Accel.Sim.DspChain.Machine;

/// <summary>What a slice, an adjust unit and the reader at a chain's end do with packed words.</summary>
internal sealed class PackedArithmetic
{
    private readonly DspPacking _packing;
    private readonly bool _isTracked;
    private readonly int _keptBits;

    /// <exception cref="ArgumentException">There are more lanes than a machine takes, or a lane is narrower than what
    /// is tracked of it.</exception>
    public PackedArithmetic(in ChainEngine engine)
    {
        _packing = engine.Packing;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_packing.Lanes, LaneValues.MaximumLanes, nameof(engine));
        ArgumentOutOfRangeException.ThrowIfLessThan(_packing.Spacing, _packing.TrackedBits, nameof(engine));
        _isTracked = _packing.TrackedBits > 0;
        _keptBits = KeptBits(engine);
    }

    /// <summary>
    /// Low bits of a lane that an adjust unit leaves in the word: as many as a segment's products leave room for.
    /// </summary>
    public int LowBits => _keptBits;

    /// <summary>Weights on their port.</summary>
    public PackedOperand PackWeights(ReadOnlySpan<sbyte> values)
    {
        (long word, ulong bytes) = (0, 0);
        for (int i = 0; i < values.Length; i++)
        {
            word += (long)values[i] << _packing.WeightOffset(i);
            bytes |= (ulong)unchecked((byte)values[i]) << (8 * i);
        }

        return new PackedOperand(word, bytes);
    }

    /// <summary>Activations on theirs.</summary>
    public PackedOperand PackActivations(ReadOnlySpan<sbyte> values)
    {
        (long word, ulong bytes) = (0, 0);
        for (int i = 0; i < values.Length; i++)
        {
            word += (long)values[i] << _packing.ActivationOffset(i);
            bytes |= (ulong)unchecked((byte)values[i]) << (8 * i);
        }

        return new PackedOperand(word, bytes);
    }

    /// <summary>The multiplier: all lanes at once.</summary>
    public PackedSum Multiply(in PackedOperand weights, in PackedOperand activations)
    {
        PackedSum product = new() { Word = weights.Word * activations.Word };
        if (_isTracked)
        {
            int mask = (1 << _packing.TrackedBits) - 1;
            for (int w = 0; w < _packing.Weights; w++)
            {
                for (int a = 0; a < _packing.Activations; a++)
                {
                    product.Low[Lane(w, a)] = (weights[w] & mask) * (activations[a] & mask) & mask;
                }
            }
        }

        return product;
    }

    /// <summary>The adder of a slice; where carries are tracked, what changes in each comparison beside it.</summary>
    public PackedSum Add(in PackedSum sum, in PackedSum product)
    {
        PackedSum result = sum;
        result.Word = Wrap(sum.Word + product.Word);
        int bits = _packing.TrackedBits;
        for (int lane = 1; _isTracked && lane < _packing.Lanes; lane++)
        {
            int mask = (1 << bits) - 1;
            result.Low[lane] = (sum.Low[lane] + product.Low[lane]) & mask;
            int seen = (int)(result.Word >> (lane * _packing.Spacing) & mask);
            int change = (seen - result.Low[lane] - sum.Beside[lane]) & mask;
            result.Beside[lane] += change >> (bits - 1) == 0 ? change : change - mask - 1;
        }

        return result;
    }

    /// <summary>An overflow adjust unit: lanes give up all but their low bits, which go down the cascade.</summary>
    public PackedSum Adjust(in PackedSum sum)
    {
        PackedSum result = sum;
        result.Word = 0;
        long rest = sum.Word;
        for (int lane = 0; lane < _packing.Lanes; lane++)
        {
            int value = Take(ref rest, lane);
            int low = value & ((1 << _keptBits) - 1);
            result.Word += (long)low << (lane * _packing.Spacing);
            result.Beside[lane] += value - low;
        }

        return result;
    }

    /// <summary>The value of each lane, borrows given back; of fields without sign where carries are tracked.</summary>
    public void Read(in PackedSum sum, Span<int> lanes)
    {
        long rest = sum.Word;
        for (int lane = 0; lane < _packing.Lanes; lane++)
        {
            if (_isTracked && lane < _packing.Lanes - 1)
            {
                lanes[lane] = (int)(rest & ((1L << _packing.Spacing) - 1));
                rest >>= _packing.Spacing;
            }
            else
            {
                lanes[lane] = Take(ref rest, lane) + (_isTracked ? 0 : sum.Beside[lane]);
            }
        }
    }

    /// <summary>Carries that left a lane go back to it, those that came in are taken out.</summary>
    public void Repair(in PackedSum sum, Span<int> lanes)
    {
        for (int lane = 0; lane < _packing.Lanes; lane++)
        {
            int left = lane == _packing.Lanes - 1 ? 0 : sum.Beside[lane + 1];
            lanes[lane] += (left << _packing.Spacing) - sum.Beside[lane];
        }
    }

    /// <summary>The lane of a weight and an activation.</summary>
    public int Lane(int weight, int activation) => _packing.Lanes == 1 ? 0
        : _packing.LaneOffset(weight, activation) / _packing.Spacing;

    /// <summary>The lowest field of what is left of a word, with its sign; what it has borrowed goes back.</summary>
    private int Take(ref long rest, int lane)
    {
        if (lane == _packing.Lanes - 1)
        {
            return (int)rest;
        }

        int unused = 64 - _packing.Spacing;
        long value = rest << unused >> unused;
        rest = (rest - value) >> _packing.Spacing;
        return (int)value;
    }

    /// <summary>The sum as the slice's accumulator holds it.</summary>
    private long Wrap(long sum)
    {
        int unused = 64 - _packing.Primitive.SumBits;
        return sum << unused >> unused;
    }

    private static int KeptBits(in ChainEngine engine)
    {
        if (engine.AdjustUnits == 0)
        {
            return 0;
        }

        DspPacking packing = engine.Packing;
        bool excludes = engine.Overflow == OverflowRule.ExcludeMinimum;
        long product = ((1L << (packing.WeightBits - 1)) - (excludes ? 1 : 0)) << (packing.ActivationBits - 1);
        long room = (1L << (packing.Spacing - 1)) - 1 - (engine.SegmentSlices * product);
        return room < 1 ? 0 : Math.Min(packing.Spacing - 2, System.Numerics.BitOperations.Log2((ulong)room + 1));
    }
}
