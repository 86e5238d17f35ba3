namespace Accel.Arch.Workloads;

/// <summary>Names of linear layers whose weights are sparse. Equal by value, whatever the order.</summary>
public sealed class SparseLayers : IEquatable<SparseLayers>
{
    private readonly string[] _names;

    private readonly int _hash;

    public SparseLayers(IEnumerable<string> names)
    {
        _names = [.. names.Distinct().Order(StringComparer.Ordinal)];
        _hash = string.Join(',', _names).GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>The names, each once, in ordinal order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Whether a layer is among them; allocates nothing.</summary>
    public bool Contains(string name)
    {
        foreach (string known in _names)
        {
            if (known == name)
            {
                return true;
            }
        }

        return false;
    }

    public bool Equals(SparseLayers? other) =>
        other is not null && _names.AsSpan().SequenceEqual(other._names);

    public override bool Equals(object? obj) => Equals(obj as SparseLayers);

    public override int GetHashCode() => _hash;

    public override string ToString() => $"[{string.Join(", ", _names)}]";
}
