using Accel.Arch.Formats.OutlierVictim;
using Accel.Arch.Formats.Sparse;

namespace Accel.Arch.Formats;

/// <summary>
/// How a tensor is stored: an element format, the groups that share a scale, the scales' own format, and N:M sparsity.
/// </summary>
/// <remarks>
/// Text form <c>format[/group][@scale][~N:M[xW]]</c>. Grouped formats have INT8 second-level scales unless the text
/// says
/// <c>@fp16</c> (BitMoD, Sec. III-C): <c>int8/128</c>, <c>int8/128@fp16</c>. Without groups there is one FP16 scale a
/// channel: <c>int8</c>; formats with an exponent of their own have none: <c>fp16</c>. Sparse weights say so behind a
/// tilde, <c>int4/128~2:4</c>, and count their groups as dense ones do. Equal by value.
/// </remarks>
public sealed partial record TensorFormat
{
    /// <summary>Bits of an FP16 scale.</summary>
    private const int Fp16ScaleBits = 16;

    /// <summary>Bits of a second-level INT8 scale.</summary>
    private const int Int8ScaleBits = 8;

    /// <summary>Parts of a bit in which a mix's fractional width is exact (see <see cref="IntegerMix"/>).</summary>
    private const long MicroBits = 1_000_000;

    /// <param name="element">Format of one element.</param>
    /// <param name="groupSize">Consecutive elements along K that share a scale, 8 to 4096; 0 for one scale a channel,
    /// or none.</param>
    /// <param name="scale">How scales are stored.</param>
    /// <param name="sparsity">Which weights are kept; null where all are.</param>
    /// <exception cref="ArgumentException">They do not go together; the message says why.</exception>
    public TensorFormat(NumberFormat element, int groupSize, ScaleFormat scale, WeightSparsity? sparsity = null)
    {
        if ((WhyNot(element, groupSize, scale) ?? WhyNotSparse(element, groupSize, sparsity)) is string reason)
        {
            throw new ArgumentException(reason);
        }

        (Element, GroupSize, Scale, Sparsity) = (element, groupSize, scale, sparsity);
        Dense = sparsity is null ? this : new TensorFormat(element, groupSize, scale);
    }

    /// <summary>The smallest group size.</summary>
    public const int MinGroupSize = 8;

    /// <summary>The largest group size.</summary>
    public const int MaxGroupSize = 4096;

    /// <summary>Format of one element.</summary>
    public NumberFormat Element { get; }

    /// <summary>Consecutive elements along K that share a scale; 0 for one scale a channel, or none.</summary>
    public int GroupSize { get; }

    /// <summary>How scales are stored.</summary>
    public ScaleFormat Scale { get; }

    /// <summary>Which weights are kept; null where all are.</summary>
    public WeightSparsity? Sparsity { get; }

    /// <summary>The format with all weights kept: itself where it is dense, and always the same object.</summary>
    public TensorFormat Dense { get; }

    /// <summary>
    /// Groups of a channel of <paramref name="k"/> elements, the last one perhaps partial; 1 without groups.
    /// </summary>
    public long GroupsOf(long k) => GroupSize == 0 ? 1 : (k + GroupSize - 1) / GroupSize;

    /// <summary>
    /// Mean stored bits of an element in channels of <paramref name="k"/> elements, metadata included.
    /// </summary>
    /// <remarks>
    /// Each group, or the channel where there are none, stores its scale, selector and zero point; a partial last group
    /// stores them whole; second-level scales add 16 bits a channel. <c>fp3-er-ea/128</c> at K = 4096: 3 + 10/128 +
    /// 16/4096. The zero that completes an odd channel of outlier-victim pairs is not counted. A sparse format spreads
    /// its kept elements and their positions over all elements.
    /// </remarks>
    public double BitsPerElement(long k) => Sparsity is null
        ? Element.Bits + ((double)ChannelMetadataBits(k) / k)
        : ((Sparsity.KeptOf(k) * Element.Bits) + Sparsity.MeanPositionBits(k) + ChannelMetadataBits(k)) / k;

    /// <summary>
    /// Stored bits of a tensor of <paramref name="channels"/> x <paramref name="k"/> elements, metadata included.
    /// </summary>
    /// <remarks>
    /// Elements are packed without gaps. The fractional width of a mix is rounded up to a bit once, for the whole
    /// tensor. Alignment to words or bursts is the memory's affair. Positions of kept weights are counted (see
    /// <see cref="WeightSparsity"/>). Exact.
    /// </remarks>
    /// <exception cref="OverflowException">The tensor has more bits than fit a 64-bit integer.</exception>
    public long StorageBits(long channels, long k)
    {
        long elements = channels * (Sparsity is null ? k : Sparsity.KeptOf(k));
        double width = Element.Bits;
        long whole = (long)width;
        long bits = (elements * whole) + (channels * ChannelMetadataBits(k))
            + (Sparsity is null ? 0 : Sparsity.PositionBits(channels, k));
        if (width == whole)
        {
            return bits;
        }

        long micro = (long)Math.Round((width - whole) * MicroBits);
        return bits + (((elements * micro) + MicroBits - 1) / MicroBits);
    }

    public bool Equals(TensorFormat? other) => ReferenceEquals(this, other)
        || (other is not null && GroupSize == other.GroupSize && Scale == other.Scale && Element.Equals(other.Element)
            && Equals(Sparsity, other.Sparsity));

    public override int GetHashCode() => HashCode.Combine(Element, GroupSize, Scale, Sparsity);

    private long ChannelMetadataBits(long k) => Scale switch
    {
        ScaleFormat.None => GroupsOf(k) * Element.GroupMetadataBits,
        ScaleFormat.Fp16 => GroupsOf(k) * (Fp16ScaleBits + Element.GroupMetadataBits),
        _ => (GroupsOf(k) * (Int8ScaleBits + Element.GroupMetadataBits)) + Fp16ScaleBits,
    };

    /// <summary>Why the three do not go together, or null when they do.</summary>
    private static string? WhyNot(NumberFormat element, int groupSize, ScaleFormat scale) => (groupSize, scale) switch
    {
        (< 0, _) or ( > 0 and < MinGroupSize, _) or ( > MaxGroupSize, _) =>
            $"group size must be a whole number from {MinGroupSize} to {MaxGroupSize}, got {groupSize}",
        ( > 0, _) when element.CarriesOwnExponent => $"{element} carries its own exponent and takes no groups",
        (_, not ScaleFormat.None) when element.CarriesOwnExponent
            => $"{element} carries its own exponent and takes no scale",
        (_, ScaleFormat.None) when !element.CarriesOwnExponent => $"{element} needs a scale",
        ( > 0, _) when element is OutlierVictimFormat && groupSize % 2 != 0
            => $"{element} stores pairs and takes groups of an even size, got {groupSize}",
        (0, ScaleFormat.Int8SecondLevel) => $"int8 scales need groups, as in {element}/128",
        _ => null,
    };

    /// <summary>Why the elements cannot be sparse, or null when they can.</summary>
    private static string? WhyNotSparse(NumberFormat element, int groupSize, WeightSparsity? sparsity) =>
        sparsity is null ? null
        : element switch
        {
            OutlierVictimFormat => $"{element} stores pairs of neighbours and takes no sparsity, which parts them",
            SpecialValueFormat => $"{element} has a special value a group and takes no sparsity",
            IntegerFormat { Kind: not IntegerKind.Signed } =>
                $"{element} has no code that is zero in every group and takes no sparsity; signed integers do",
            _ when groupSize % sparsity.Block != 0 =>
                $"groups of sparse weights are whole blocks of {sparsity.Block}, got {groupSize}",
            _ => null,
        };
}
