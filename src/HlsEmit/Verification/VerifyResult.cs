using Accel.HlsEmit.Emission;

namespace Accel.HlsEmit.Verification;

/// <summary>Everything that was found out about a design.</summary>
public sealed record VerifyResult
{
    /// <summary><c>verilog</c> or <c>hls</c>.</summary>
    public required string Target { get; init; }

    /// <summary>What was simulated and synthesized.</summary>
    public required EngineEmission Emission { get; init; }

    public required IReadOnlyList<Check> Checks { get; init; }

    /// <summary>Tools that are not installed and were passed over on request.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>The netlist for an UltraScale+ FPGA; null where there is none.</summary>
    public CellCounts? FpgaCells { get; init; }

    /// <summary>The netlist for standard cells; null where there is none.</summary>
    public CellCounts? AsicCells { get; init; }

    /// <summary>Its area, in the unit of the Liberty file; null without one.</summary>
    public double? AsicArea { get; init; }

    public bool Passed => Checks.All(check => check.Passed);
}
