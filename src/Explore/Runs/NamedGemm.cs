namespace Accel.Explore.Runs;

/// <summary>A matrix product of the command <c>gemm</c>: activations [M x K] times weights [K x N].</summary>
public sealed record NamedGemm(string Name, long M, long K, long N)
{
    /// <summary>The largest extent of a dimension.</summary>
    public const long MaximumExtent = 1 << 24;
}
