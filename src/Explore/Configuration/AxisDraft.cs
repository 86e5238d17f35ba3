using Accel.Arch.Yaml;

namespace Accel.Explore.Configuration;

/// <summary>An axis as its file gives it: a path and the values along it, not yet bound.</summary>
internal sealed record AxisDraft(string Path, IReadOnlyList<ScalarNode> Values);
