namespace Accel.Arch.Technologies;

/// <summary>SRAM macros of one cell flavour at one temperature, over sizes and widths.</summary>
public sealed record SramTable
{
    /// <summary>The cells: <c>lstp</c>, <c>lop</c>, <c>hp</c>, or <c>published</c> where nobody says which.</summary>
    public string Flavour { get; init; } = string.Empty;

    /// <summary>Temperature of the junction in kelvin, which leakage depends on and dynamic energy does not.</summary>
    public double Kelvin { get; init; }

    public SramTableBasis Basis { get; init; }

    /// <summary>
    /// Half the width of the band that the way of coming by the table adds, as a share; 0 for runs at this node.
    /// </summary>
    public double Uncertainty { get; init; }

    public string Source { get; init; } = string.Empty;

    public IReadOnlyList<SramRun> Runs { get; init; } = [];
}
