using System.Globalization;

namespace Accel.Arch.Workloads.Networks;

/// <summary>
/// The size of what flows between two layers, for one image: rows, columns, and channels of a position.
/// </summary>
/// <remarks>Tokens are rows of one column.</remarks>
internal readonly record struct FeatureMap(long Height, long Width, long Channels)
{
    public long Positions => Height * Width;

    public long Elements => Positions * Channels;

    /// <summary>As YAML writes it: <c>56x56x64</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Height}x{Width}x{Channels}");
}
