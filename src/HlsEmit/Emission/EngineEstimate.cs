using Accel.Arch.Devices;

namespace Accel.HlsEmit.Emission;

/// <summary>What a cost model expects an engine to take of an UltraScale+ FPGA.</summary>
/// <param name="Total">The engine, all its modules in it.</param>
/// <param name="LutUncertainty">
/// Half the width of the band of the LUTs, over their number; slices and memories are exact.
/// </param>
/// <param name="Parts">What the engine has directly below it, by name.</param>
public sealed record EngineEstimate(
    FpgaResources Total, double LutUncertainty, IReadOnlyList<(string Name, FpgaResources Resources)> Parts);
