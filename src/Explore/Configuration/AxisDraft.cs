using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Explore.Configuration;

/// <summary>An axis as its file gives it: a path and the values along it, not yet bound.</summary>
/// <param name="Where">The place of the path.</param>
internal sealed record AxisDraft(string Path, SourceLocation Where, IReadOnlyList<ScalarNode> Values);
