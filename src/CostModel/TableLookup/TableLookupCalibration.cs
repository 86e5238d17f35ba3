namespace Accel.CostModel.TableLookup;

/// <summary>The constants of the family's resources that were fitted, and to what. All else is structure.</summary>
public static class TableLookupCalibration
{
    /// <summary>LUTs of an AXI master's adapter, and again of its share of interconnect and control.</summary>
    /// <remarks>
    /// Fitted to four published figures of TeLLMe v2 with nine masters: the weight buffer with three, decode attention
    /// with two, prefill attention with four, and the remainder with all nine; they want 2130, 2080, 2620 and 1950.
    /// </remarks>
    public const double PortLuts = 2000;

    /// <summary>Flip-flops for each LUT: those of the whole of TeLLMe v2, 136,721 over 98,303.</summary>
    public const double FfsPerLut = 1.391;

    /// <summary>The share of the lanes whose squares the RMSNorm unit adds in a cycle.</summary>
    /// <remarks>Chosen so that the remainder has TeLLMe v2's 52 DSP slices.</remarks>
    public const double SquaresPerLane = 0.25;

    /// <summary>What the flip-flops of every module rest on.</summary>
    public const string FlipFlopSource = "flip-flops calibrated: 1.391 a LUT, fitted to the whole of TeLLMe v2";

    /// <summary>What the number of squares in the RMSNorm unit rests on.</summary>
    public const string NormSource = "a quarter of the lanes for squares, calibrated to TeLLMe v2's DSP slices";

    /// <summary>Marks figures that rest on these constants.</summary>
    public const string Source = "calibrated: 2000 LUTs of adapter and 2000 of interconnect an AXI master, 1.391 FFs a "
        + "LUT, both fitted to TeLLMe v2's modules";
}
