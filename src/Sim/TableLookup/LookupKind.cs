using Accel.Arch.Formats.Ternary;

namespace Accel.Sim.TableLookup;

/// <summary>What an index of a vector kernel stands for.</summary>
public enum LookupKind
{
    /// <summary>Three ternary weights: <see cref="TernaryIndex"/>.</summary>
    Ternary,

    /// <summary>A plane of four binary weights: <see cref="BitPlanes"/>.</summary>
    Binary,
}

/// <summary>What the kinds are made of.</summary>
internal static class LookupKindExtensions
{
    /// <summary>Weights of an index.</summary>
    public static int Group(this LookupKind kind) => kind == LookupKind.Ternary ? 3 : BitPlanes.Group;

    /// <summary>What a place of an index multiplies its activation by.</summary>
    public static int Digit(this LookupKind kind, int index, int place) =>
        kind == LookupKind.Ternary ? TernaryIndex.Weight(index, place) : BitPlanes.Sign(index, place);
}
