namespace Accel.CostModel.DspChain;

/// <summary>The constants of the family's resources that were fitted, each to one published figure of
/// FlightLLM.</summary>
/// <remarks>
/// Source: FlightLLM (arXiv 2401.03868), its table of resources on a U280 with three cores: the controller's 162k LUTs,
/// 156k flip-flops and 408 block RAMs, the interconnect's 150k LUTs and 316k flip-flops, the vector unit's 36k
/// flip-flops for 30k LUTs. Nothing of their structure was published.
/// </remarks>
public static class ChainCalibration
{
    public const double ControllerLuts = 54_000;

    public const double ControllerFfs = 52_000;

    /// <summary>Block RAMs of a core's controller, instructions among them.</summary>
    public const double ControllerBram36 = 136;

    /// <summary>LUTs for each memory channel that a core reads its weights from, of 24.</summary>
    /// <remarks>FINN (src/finn/util/platforms.py) counts 10,718 LUTs and 21,793 flip-flops for a group of HBM ports.
    /// </remarks>
    public const double ChannelLuts = 6_250;

    public const double ChannelFfs = 13_167;

    /// <summary>Flip-flops for each LUT of the vector unit.</summary>
    public const double VectorFfsPerLut = 1.2;

    public const string ControllerSource =
        "calibrated: 54,000 LUTs, 52,000 FFs and 136 block RAMs a core, FlightLLM's controller over its three cores";

    public const string InterconnectSource =
        "calibrated: 6,250 LUTs and 13,167 FFs a memory channel, FlightLLM's interconnect over 24 channels";

    public const string VectorSource =
        "calibrated: which operators a lane has was chosen with FlightLLM's DSP slices in sight, 1.2 FFs a LUT fitted";
}
