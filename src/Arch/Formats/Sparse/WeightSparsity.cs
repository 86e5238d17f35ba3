using System.Globalization;

namespace Accel.Arch.Formats.Sparse;

/// <summary>N:M sparsity of weights: of every block of M consecutive weights along K, N are kept.</summary>
/// <remarks>
/// <para>Text form <c>N:M[xW]</c>. Uniform: <c>2:4</c>. A mix has a decimal point, <c>11.2:16</c>: blocks of 16
/// channels by M weights, each of the next lower or the next higher N of 0, 2, 4, 8, 16, in proportions that average to
/// the mean (N:M with several N as in FlightLLM, arXiv 2401.03868, Sec. 3.2). <c>2:4x3</c>: three adjacent output
/// channels share one pattern.</para>
/// <para>Stored are the kept elements, log2(M) bits of position for each of them, once for the channels that share a
/// pattern (a partial group of channels stores them whole), and of a mix a byte a block that says its N.</para>
/// <para>Of the ceil(K / M) blocks of a channel, <see cref="HighSteps"/> have the higher N. A last block of less than M
/// weights keeps N of them, or all that are there; of a mix it has the higher N unless no block has. Which whole blocks
/// have the higher N does not matter to any count. Equal by value.</para>
/// </remarks>
public sealed partial record WeightSparsity
{
    /// <summary>Output channels of a block of a mix.</summary>
    public const int MixChannels = 16;

    /// <summary>The most channels that may share a pattern.</summary>
    public const int MaximumSharedBy = 16;

    /// <summary>Parts of a weight in which a mean is exact.</summary>
    public const long Millionths = 1_000_000;

    private const int DescriptorBits = 8;

    private WeightSparsity(int block, long meanMillionths, int low, int high, int sharedBy) =>
        (Block, MeanMillionths, Low, High, SharedBy) = (block, meanMillionths, low, high, sharedBy);

    /// <summary>M: consecutive weights along K of a block; 4, 8 or 16.</summary>
    public int Block { get; }

    /// <summary>The mean N, in millionths.</summary>
    public long MeanMillionths { get; }

    /// <summary>The mean N, exact.</summary>
    public decimal MeanKept => (decimal)MeanMillionths / Millionths;

    /// <summary>Share of the weights that are kept, between 0 and 1.</summary>
    public double Density => (double)MeanMillionths / (Block * Millionths);

    /// <summary>Whether blocks differ in N.</summary>
    public bool IsMix => High > Low;

    /// <summary>The lower N of a mix, perhaps 0; N itself where all blocks have one.</summary>
    public int Low { get; }

    /// <summary>The higher N of a mix, at most M; N itself where all blocks have one.</summary>
    public int High { get; }

    /// <summary>Adjacent output channels that share one pattern, 1 to 16.</summary>
    public int SharedBy { get; }

    /// <summary>Share of a mix's blocks that have the higher N; 0 where all have one.</summary>
    public double HighShare => IsMix
        ? (double)(MeanMillionths - (Low * Millionths)) / ((High - Low) * Millionths)
        : 0;

    /// <summary>Bits of a kept weight's position in its block: log2(M).</summary>
    public int IndexBits => Block switch { 4 => 2, 8 => 3, _ => 4 };

    /// <summary>Channels whose patterns hang together: those of a mix's block, or that share a pattern.</summary>
    public int StripChannels => IsMix ? MixChannels : SharedBy;

    /// <summary>The same N in every block.</summary>
    /// <exception cref="ArgumentException">N:M is none; the message says why.</exception>
    public static WeightSparsity Uniform(int kept, int block, int sharedBy = 1) =>
        WhyNot(kept * Millionths, block, isMix: false, sharedBy) is { } reason
            ? throw new ArgumentException(reason)
            : new WeightSparsity(block, kept * Millionths, kept, kept, sharedBy);

    /// <summary>Blocks of two neighbouring N that average to a mean.</summary>
    /// <exception cref="ArgumentException">There is no such mix; the message says why.</exception>
    public static WeightSparsity Mix(long meanMillionths, int block, int sharedBy = 1)
    {
        if (WhyNot(meanMillionths, block, isMix: true, sharedBy) is { } reason)
        {
            throw new ArgumentException(reason);
        }

        ReadOnlySpan<int> steps = StepsOf(block);
        int at = 1;
        while (steps[at] * Millionths < meanMillionths)
        {
            at++;
        }

        return new WeightSparsity(block, meanMillionths, steps[at - 1], steps[at], sharedBy);
    }

    /// <summary>Blocks of a channel of <paramref name="k"/> weights, the last one perhaps partial.</summary>
    public long BlocksOf(long k) => (k + Block - 1) / Block;

    /// <summary>
    /// How many of so many blocks of a channel have the higher N: their share, rounded to the nearest, half up.
    /// </summary>
    /// <remarks>The same for all channels; 0 where all blocks have one N.</remarks>
    public long HighSteps(long steps)
    {
        if (!IsMix)
        {
            return 0;
        }

        long share = MeanMillionths - (Low * Millionths);
        long whole = (High - Low) * Millionths;
        return ((2 * steps * share) + whole) / (2 * whole);
    }

    /// <summary>Kept weights of a channel of <paramref name="k"/>.</summary>
    public long KeptOf(long k)
    {
        long blocks = BlocksOf(k);
        long high = HighSteps(blocks);
        long tail = k % Block;
        if (tail == 0)
        {
            return (high * High) + ((blocks - high) * Low);
        }

        long highWhole = Math.Max(0, high - 1);
        return (highWhole * High) + ((blocks - 1 - highWhole) * Low) + Math.Min(tail, high > 0 ? High : Low);
    }

    /// <summary>
    /// Bits of the positions and descriptors of a tensor of <paramref name="channels"/> x <paramref name="k"/>.
    /// </summary>
    public long PositionBits(long channels, long k)
    {
        long patterns = (channels + SharedBy - 1) / SharedBy;
        long descriptors = IsMix ? (channels + MixChannels - 1) / MixChannels * BlocksOf(k) : 0;
        return (patterns * KeptOf(k) * IndexBits) + (descriptors * DescriptorBits);
    }

    /// <summary>Bits of kept elements, positions and descriptors; scales are the tensor format's.</summary>
    /// <exception cref="OverflowException">There are more bits than fit a 64-bit integer.</exception>
    public long StorageBits(long channels, long k, int elementBits) =>
        (channels * KeptOf(k) * elementBits) + PositionBits(channels, k);

    /// <summary>The same as <see cref="PositionBits"/>, of one channel among many: shares of what is shared.</summary>
    internal double MeanPositionBits(long k) => ((double)KeptOf(k) * IndexBits / SharedBy)
        + (IsMix ? (double)BlocksOf(k) * DescriptorBits / MixChannels : 0);

    /// <summary>The N that blocks of a mix choose from (FlightLLM for 16; the smaller ones after its
    /// pattern).</summary>
    private static ReadOnlySpan<int> StepsOf(int block) => block switch
    {
        4 => [0, 1, 2, 4],
        8 => [0, 2, 4, 8],
        _ => [0, 2, 4, 8, 16],
    };

    /// <summary>Why there is no such sparsity, or null when there is.</summary>
    private static string? WhyNot(long meanMillionths, int block, bool isMix, int sharedBy)
    {
        if (block is not (4 or 8 or 16))
        {
            return string.Create(CultureInfo.InvariantCulture, $"a sparse block has 4, 8 or 16 weights, got {block}");
        }

        if (meanMillionths <= 0 || meanMillionths >= block * Millionths)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"a sparse block of {block} keeps more than 0 and less than {block} weights, "
                + $"got {(decimal)meanMillionths / Millionths}");
        }

        if (sharedBy is < 1 or > MaximumSharedBy)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"1 to {MaximumSharedBy} channels share a pattern, got {sharedBy}");
        }

        if (!isMix)
        {
            return null;
        }

        foreach (int step in StepsOf(block))
        {
            if (step * Millionths == meanMillionths)
            {
                return string.Create(CultureInfo.InvariantCulture,
                    $"a mix of mean {step} has only blocks that keep {step}: write {step}:{block}");
            }
        }

        return MixChannels % sharedBy == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"channels that share a pattern divide the {MixChannels} of a mix's block, got {sharedBy}");
    }
}
