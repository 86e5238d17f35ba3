using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads.Networks;

/// <summary>A network as far as its file has been read: its layers wait until the input's size is known.</summary>
internal sealed record NetworkDraft
{
    public string Name { get; init; } = string.Empty;

    public string Source { get; init; } = string.Empty;

    public FeatureMap? Input { get; init; }

    public ConfigNode? Layers { get; init; }
}
