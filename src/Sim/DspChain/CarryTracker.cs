using Accel.Arch.Designs.DspChain;

namespace Accel.Sim.DspChain;

/// <summary>Finds the carries that cross the borders of lanes without guard bits, and repairs sums by them.</summary>
/// <remarks>
/// <para>
/// Lanes may be narrower than products and sums: then the lower ones run over into those above, and a word alone does
/// not tell whose its bits are. The t low bits of each upper lane's product are computed again beside the slice, from
/// t low bits of its operands. At each addition, what the word's t bits at the lane's border changed by, less those
/// low bits, is the carry that crossed: modulo 2^t, and read as signed. One counter a border sums these up. The sum of
/// a lane is then what stands in the word from its border on, less its counter, less what belongs to lanes above.
/// </para>
/// <para>
/// Exact for any number of additions while no single carry leaves [-2^(t-1), 2^(t-1)): <see cref="IsExact"/>. The top
/// lane has what is left of the word. Counters belong to a word and go along with it from slice to slice.
/// </para>
/// <para>Source: FINN's matrix-vector unit (finn-rtllib/mvu), which tracks two bits over time in each slice.</para>
/// </remarks>
public sealed class CarryTracker
{
    private readonly LaneLayout _layout;
    private readonly long _mask;

    /// <param name="trackedBits">t, 1 to 16.</param>
    public CarryTracker(LaneLayout layout, int trackedBits)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfLessThan(trackedBits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(trackedBits, 16);
        (_layout, TrackedBits, _mask) = (layout, trackedBits, (1L << trackedBits) - 1);
    }

    /// <summary>The tracker of a packing without guard bits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The packing tracks nothing.</exception>
    public CarryTracker(in DspPacking packing)
        : this(new LaneLayout(packing), packing.TrackedBits)
    {
    }

    /// <summary>t: low bits of each upper lane that are computed again.</summary>
    public int TrackedBits { get; }

    /// <summary>Borders between lanes, and counters of a word.</summary>
    public int Borders => _layout.Lanes - 1;

    /// <summary>Whether the carries of one multiplication, of any values, stay within t bits.</summary>
    public bool IsExact => Carries() is var (least, greatest) && least >= Lowest && greatest <= ~Lowest;

    /// <summary>
    /// Whether that holds as well where a slice adds its own sum to the product and the cascade
    /// (<see cref="Join"/>).
    /// </summary>
    public bool IsExactInJoins => Carries() is var (least, greatest) && least > Lowest && greatest <= ~Lowest;

    private long Lowest => -(1L << (TrackedBits - 1));

    /// <summary>Follows one multiplication into a word: a slice of a cascade, or a cycle of an accumulator.</summary>
    /// <param name="before">The word that the product was added to: the slice before's, or the slice's own.</param>
    /// <param name="after">The word with the product, as the slice has it.</param>
    /// <param name="carries">The counters of the word, from the lowest border.</param>
    public void Follow(long before, long after, ReadOnlySpan<int> weights, ReadOnlySpan<int> activations,
        Span<long> carries) => Follow(before, 0, after, weights, activations, carries, Lowest);

    /// <summary>
    /// Follows a slice that adds three words: its product, that of the slice before, and its own sum of earlier passes.
    /// </summary>
    /// <remarks>
    /// Two words whose parts below a border are added carry one more, or none: the carry is read in the window one
    /// above, from -2^(t-1) + 1 to 2^(t-1). Counters of both words must have been added up beforehand.
    /// </remarks>
    /// <param name="cascade">The word of the slice before.</param>
    /// <param name="own">The slice's word before.</param>
    /// <inheritdoc cref="Follow(long, long, ReadOnlySpan{int}, ReadOnlySpan{int}, Span{long})"/>
    public void Join(long cascade, long own, long after, ReadOnlySpan<int> weights, ReadOnlySpan<int> activations,
        Span<long> carries) => Follow(cascade, own, after, weights, activations, carries, Lowest + 1);

    /// <summary>Reads the sums out of a word.</summary>
    /// <param name="lanes">Receives [weights x activations] sums.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is not one counter, or one sum, for each.</exception>
    public void Repair(long word, ReadOnlySpan<long> carries, Span<long> lanes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(carries.Length, Borders, nameof(carries));
        ArgumentOutOfRangeException.ThrowIfNotEqual(lanes.Length, _layout.Lanes, nameof(lanes));
        ReadOnlySpan<int> offsets = _layout.Offsets;

        // What the top lane holds beyond the word's width is lost; the differences below do not see it.
        int top = offsets[^1];
        long above = (word >> top) - (Borders == 0 ? 0 : carries[^1]);
        lanes[_layout.Order[^1]] = PackedLanes.SignExtend(above, _layout.Primitive.SumBits - top);
        for (int i = Borders - 1; i >= 0; i--)
        {
            long own = (word >> offsets[i]) - (i == 0 ? 0 : carries[i - 1]);
            lanes[_layout.Order[i]] = own - (above << (offsets[i + 1] - offsets[i]));
            above = own;
        }
    }

    private void Follow(long first, long second, long after, ReadOnlySpan<int> weights,
        ReadOnlySpan<int> activations, Span<long> carries, long lowest)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(carries.Length, Borders, nameof(carries));
        ReadOnlySpan<int> offsets = _layout.Offsets;
        ReadOnlySpan<int> order = _layout.Order;
        int count = _layout.Mode.Activations;
        long low = 0;
        for (int i = Borders; i > 0; i--)
        {
            int lane = order[i];

            // Lanes above are within t bits of the border only where lanes are that narrow.
            int width = i == Borders ? 0 : offsets[i + 1] - offsets[i];
            low = ((low << width) + ((weights[lane / count] & _mask) * (activations[lane % count] & _mask))) & _mask;
            long seen = (after >> offsets[i]) - (first >> offsets[i]) - (second >> offsets[i]);
            carries[i - 1] += ((seen - low - lowest) & _mask) + lowest;
        }
    }

    /// <summary>The carries of one multiplication: the least and the greatest over all borders.</summary>
    private (long Least, long Greatest) Carries()
    {
        (long least, long greatest) = (0, 0);
        ReadOnlySpan<int> offsets = _layout.Offsets;
        (long lowest, long highest) = _layout.ProductRange;
        (long low, long high) = (0, 0);
        for (int i = 1; i < offsets.Length; i++)
        {
            low += lowest << offsets[i - 1];
            high += highest << offsets[i - 1];
            least = Math.Min(least, low >> offsets[i]);
            greatest = Math.Max(greatest, -(-high >> offsets[i]));
        }

        return (least, greatest);
    }
}
