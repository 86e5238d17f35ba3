namespace Accel.Arch.Workloads.Networks;

/// <summary>The largest dimensions of a network's layers; far above any published network's.</summary>
/// <remarks>They keep every size of one image within 64 bits; a run's counts are checked on their own.</remarks>
internal static class NetworkLimits
{
    public const long Extent = 1 << 14;
    public const long Channels = 1 << 20;
    public const long Padding = 1 << 10;

    /// <summary>Layers of a file, those of its blocks counted once.</summary>
    public const int Layers = 10_000;

    /// <summary>Inputs of a linear layer, which may be all elements of a feature map.</summary>
    public const long Inputs = Extent * Extent * Channels;
}
