using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>A piece of a configuration file, with the place where it stands. Immutable.</summary>
public abstract class ConfigNode(SourceLocation where)
{
    public SourceLocation Where => where;

    /// <summary>What a diagnostic calls this node: "a list", "a mapping", "'text'".</summary>
    public abstract string Describe();
}
