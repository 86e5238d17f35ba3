using Accel.Arch.Designs.DspChain;

namespace Accel.Sim.DspChain;

/// <summary>
/// The overflow adjust unit between two segments of a chain: it takes out of a packed word what its lanes cannot carry
/// on, so that chains may be longer than lanes are wide.
/// </summary>
/// <remarks>
/// <para>
/// A lower lane of s bits leaves room for n = <see cref="DspPacking.MaximumSums"/> products of at most q. At the end
/// of a segment the value v of each lower lane is split at bit t: the remainder v mod 2^t, in [0, 2^t), stays in the
/// word and the next segment adds to it; the part above, floor(v / 2^t), is handed on as a correction. Sums are those
/// of the last word plus 2^t times the corrections. t is the largest with 2^t - 1 + n q below 2^(s-1), so that the
/// next n products still fit above any remainder; the lower end needs no care, for remainders are not negative. Such a
/// t is never below 0, at which all of a lower lane is taken out.
/// </para>
/// <para>
/// Exact for every input while the top lane, which is not adjusted, has room: <see cref="TopSums"/>. FlightLLM (arXiv
/// 2401.03868, Sec. 3.2) has the unit, and splits words in this way; it does not publish the bit at which it does.
/// </para>
/// </remarks>
public sealed class OverflowAdjust
{
    private readonly DspPacking _packing;
    private readonly int[] _order;
    private readonly long _half;
    private readonly long _halves;

    /// <param name="excludesMinimum">Whether weights leave out the most negative code.</param>
    /// <exception cref="ArgumentException">Carries are tracked, or a lane does not hold one product.</exception>
    public OverflowAdjust(in DspPacking packing, bool excludesMinimum)
    {
        if (packing.TrackedBits > 0)
        {
            throw new ArgumentException("words whose carries are tracked are not adjusted", nameof(packing));
        }

        _packing = packing;
        _order = new LaneLayout(packing).Order.ToArray();
        _half = 1L << (packing.Spacing - 1);
        _halves = PackedLanes.Halves(_half, packing.Spacing, packing.Lanes);
        TopSums = packing.TopSums(excludesMinimum);
        if (packing.Lanes == 1)
        {
            SegmentSums = TopSums;
            return;
        }

        SegmentSums = packing.MaximumSums(excludesMinimum);
        if (SegmentSums < 1)
        {
            throw new ArgumentException("a lane does not hold one product", nameof(packing));
        }

        long spare = _half - (SegmentSums * DspPacking.ProductRange(
            packing.WeightBits, packing.ActivationBits, packing.SignedActivations, excludesMinimum).Greatest);
        KeptBits = (int)long.Log2(spare);
    }

    /// <summary>t: low bits of a lower lane that the next segment starts from.</summary>
    public int KeptBits { get; }

    /// <summary>Products of a segment.</summary>
    public long SegmentSums { get; }

    /// <summary>Bits of one signed correction of a lane, s - t; 0 where there is only one lane.</summary>
    public int CorrectionBits => _packing.Lanes == 1 ? 0 : _packing.Spacing - KeptBits;

    /// <summary>Products of all segments that the top lane holds.</summary>
    public long TopSums { get; }

    /// <summary>Splits the word at a segment's end.</summary>
    /// <param name="word">The packed sum of the segment, with what it started from.</param>
    /// <param name="corrections">
    /// [weights x activations]: what was taken out is added, in units of 2^t; the top lane's is left alone.
    /// </param>
    /// <returns>The word that the next segment starts from.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is not one correction for each lane.</exception>
    public long Split(long word, Span<long> corrections)
    {
        long rest = 0;
        Split(new ReadOnlySpan<long>(in word), corrections, new Span<long>(ref rest));
        return rest;
    }

    /// <summary>Splits several words.</summary>
    /// <param name="corrections">[words x weights x activations].</param>
    /// <param name="rest">Receives the words that the next segment starts from.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is not one correction for each lane, or a rest for each
    /// word.</exception>
    public void Split(ReadOnlySpan<long> words, Span<long> corrections, Span<long> rest)
    {
        int lanes = _order.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(corrections.Length, lanes * words.Length, nameof(corrections));
        ArgumentOutOfRangeException.ThrowIfNotEqual(rest.Length, words.Length, nameof(rest));
        long mask = (1L << _packing.Spacing) - 1;
        words.CopyTo(rest);
        for (int i = 0; i < lanes - 1; i++)
        {
            int offset = i * _packing.Spacing;
            for (int word = 0, at = _order[i]; word < words.Length; word++, at += lanes)
            {
                long lane = unchecked((((words[word] + _halves) >> offset) & mask) - _half);
                long above = lane >> KeptBits;
                corrections[at] = unchecked(corrections[at] + above);
                rest[word] = unchecked(rest[word] - (above << (KeptBits + offset)));
            }
        }
    }

    /// <summary>Reads the sums out of several words.</summary>
    /// <param name="corrections">[words x weights x activations].</param>
    /// <param name="lanes">Receives [words x weights x activations] sums.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is not one correction, or one sum, a lane.</exception>
    public void Finish(ReadOnlySpan<long> words, ReadOnlySpan<long> corrections, Span<long> lanes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(
            corrections.Length, _order.Length * words.Length, nameof(corrections));
        PackedLanes.Unpack(words, _packing, lanes);
        for (int i = 0; i < lanes.Length; i++)
        {
            lanes[i] += corrections[i] << KeptBits;
        }
    }

    /// <summary>Reads the sums out of the last segment's word.</summary>
    /// <param name="lanes">Receives [weights x activations] sums.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is not one correction, or one sum, a lane.</exception>
    public void Finish(long word, ReadOnlySpan<long> corrections, Span<long> lanes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(corrections.Length, _order.Length, nameof(corrections));
        PackedLanes.Unpack(word, _packing, lanes);
        for (int i = 0; i < lanes.Length; i++)
        {
            lanes[i] += corrections[i] << KeptBits;
        }
    }
}
