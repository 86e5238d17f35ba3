namespace Accel.Arch.Technologies;

/// <summary>How the figures of an SRAM table were come by.</summary>
public enum SramTableBasis
{
    /// <summary>A tool run at this very node, or figures published for it and read there.</summary>
    Run,

    /// <summary>Between the tables of two nodes around this one.</summary>
    Interpolated,

    /// <summary>Carried over from a neighbouring node by a scaling law.</summary>
    Scaled,

    /// <summary>Figures for this node that were quoted second hand or from memory.</summary>
    Estimated,
}
