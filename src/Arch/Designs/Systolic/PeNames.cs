namespace Accel.Arch.Designs.Systolic;

/// <summary>The names of PEs in YAML and of the components that price them.</summary>
public static class PeNames
{
    private static readonly string[] Names =
        ["ternary", "shift", "integer", "exponent-integer", "floating-point", "l-mul"];

    /// <summary>The widest operands of a PE.</summary>
    public const int WidestBits = 16;

    /// <summary>The narrowest floating-point PE.</summary>
    public const int NarrowestFloat = 8;

    private static readonly string[][] Kinds =
        [.. Names.Select(name => Enumerable.Range(0, WidestBits + 1).Select(width => $"pe-{name}-{width}").ToArray())];

    /// <summary>The name of a PE in YAML.</summary>
    public static string Of(SystolicPe pe) => Names[(int)pe];

    /// <summary>The component kind of a PE: <c>pe-integer-8</c>.</summary>
    public static string Kind(SystolicPe pe, int width) => Kinds[(int)pe][width];
}
