using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>A sequence of nodes.</summary>
public sealed class ListNode(IReadOnlyList<ConfigNode> items, SourceLocation where) : ConfigNode(where)
{
    public IReadOnlyList<ConfigNode> Items => items;

    public override string Describe() => "a list";
}
