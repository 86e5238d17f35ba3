namespace Accel.Arch.Formats.Sparse;

/// <summary>Which weights of a tensor are kept, held against what its sparsity says.</summary>
public static class SparsePattern
{
    /// <summary>Whether the kept weights of a tensor [channels x K] are of the sparsity, blocks and channels.</summary>
    public static bool Fits(WeightSparsity sparsity, int channels, ReadOnlySpan<bool> kept) =>
        WhyNot(sparsity, channels, kept) is null;

    /// <exception cref="ArgumentException">What is kept is not of the sparsity.</exception>
    internal static void Demand(WeightSparsity sparsity, int channels, ReadOnlySpan<bool> kept)
    {
        if (WhyNot(sparsity, channels, kept) is { } reason)
        {
            throw new ArgumentException(reason, nameof(kept));
        }
    }

    /// <summary>N of the block that starts at a place of a channel.</summary>
    /// <remarks>A partial block of a mix cannot be told by its count; it has the higher N unless no block
    /// has.</remarks>
    internal static int KeptOfBlock(WeightSparsity sparsity, ReadOnlySpan<bool> channel, int start) =>
        channel.Length - start < sparsity.Block
            ? sparsity.HighSteps(sparsity.BlocksOf(channel.Length)) > 0 ? sparsity.High : sparsity.Low
            : channel.Slice(start, sparsity.Block).Count(true);

    private static string? WhyNot(WeightSparsity sparsity, int channels, ReadOnlySpan<bool> kept)
    {
        int k = kept.Length / channels;
        for (int channel = 0; channel < channels; channel++)
        {
            ReadOnlySpan<bool> row = kept.Slice(channel * k, k);
            int strip = channel / sparsity.StripChannels * sparsity.StripChannels;
            ReadOnlySpan<bool> first = kept.Slice(strip * k, k);
            ReadOnlySpan<bool> shared = kept.Slice(channel / sparsity.SharedBy * sparsity.SharedBy * k, k);
            if (!row.SequenceEqual(shared))
            {
                return $"channel {channel} does not share its pattern with {sparsity.SharedBy - 1} others";
            }

            long high = 0;
            for (int start = 0; start < k; start += sparsity.Block)
            {
                int size = Math.Min(sparsity.Block, k - start);
                int expected = KeptOfBlock(sparsity, first, start);
                int count = row.Slice(start, size).Count(true);
                high += sparsity.IsMix && expected == sparsity.High ? 1 : 0;
                if (count != Math.Min(expected, size) || (expected != sparsity.Low && expected != sparsity.High))
                {
                    return $"the block at {start} of channel {channel} keeps {count} of {size}, not {sparsity}";
                }
            }

            if (high != sparsity.HighSteps(sparsity.BlocksOf(k)))
            {
                return $"channel {channel} has {high} blocks that keep {sparsity.High}, not as {sparsity} has";
            }
        }

        return null;
    }
}
