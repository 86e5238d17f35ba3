using System.Globalization;
using Accel.Arch.Devices;
using Accel.HlsEmit.Emission;

namespace Accel.HlsEmit.Verification;

/// <summary>Compares what a netlist takes with what was expected of its engine.</summary>
/// <remarks>
/// DSP slices, block and Ultra RAM have to be the same. Flip-flops are counted from structure, and a synthesizer drops
/// those that never change: 3 %. LUTs may lie anywhere in the estimate's band.
/// </remarks>
public static class ResourceChecks
{
    private const double FlipFlopBand = 0.03;

    /// <summary>Registers and logic that a design has whatever its size: its top, reset and handshakes.</summary>
    private const double Slack = 8;

    public static IReadOnlyList<Check> Of(CellCounts cells, EngineEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(estimate);
        (FpgaResources measured, FpgaResources expected) = (cells.Resources, estimate.Total);
        return
        [
            Exact("dsp", measured.Dsps, expected.Dsps),
            Exact("bram36", measured.Bram36, expected.Bram36),
            Exact("uram", measured.Urams, expected.Urams),
            Within("ff", measured.Ffs, expected.Ffs, FlipFlopBand),
            Within("lut", measured.Luts, expected.Luts, estimate.LutUncertainty),
        ];
    }

    private static Check Exact(string name, double measured, double expected) =>
        new(name, Synthesis.Yosys, measured == expected, measured, expected,
            measured == expected ? null : "the netlist takes another number than the cost model expects");

    private static Check Within(string name, double measured, double expected, double band)
    {
        expected = Math.Round(expected);
        bool holds = Math.Abs(measured - expected) <= Math.Max(expected * band, Slack);
        return new(name, Synthesis.Yosys, holds, measured, expected, holds ? null : string.Create(
            CultureInfo.InvariantCulture, $"outside of {band * 100:0} % around what the cost model expects"));
    }
}
