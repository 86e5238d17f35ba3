namespace Accel.Arch.Drams;

/// <summary>The times that decide how fast a channel can be read and written, all in nanoseconds.</summary>
/// <remarks>The names in brackets are those of the JEDEC standards.</remarks>
public sealed record DramTiming
{
    /// <summary>Between columns of different bank groups (tCCD_S).</summary>
    public double OtherGroup { get; init; }

    /// <summary>Between columns of one bank group (tCCD_L).</summary>
    public double SameGroup { get; init; }

    /// <summary>Between activations of one rank (tRRD_S).</summary>
    public double Activate { get; init; }

    /// <summary>The window that holds four activations of one rank (tFAW).</summary>
    public double FourActivates { get; init; }

    /// <summary>The window that holds 32 activations (t32AW of graphics memories); 0 where there is none.</summary>
    public double ThirtyTwoActivates { get; init; }

    /// <summary>From a row's activation to its column (tRCD).</summary>
    public double RowToColumn { get; init; }

    /// <summary>A row stays open for at least this (tRAS).</summary>
    public double RowOpen { get; init; }

    /// <summary>To close a row (tRP).</summary>
    public double Precharge { get; init; }

    /// <summary>One refresh of a rank (tRFC).</summary>
    public double Refresh { get; init; }

    /// <summary>From refresh to refresh (tREFI).</summary>
    public double RefreshInterval { get; init; }

    /// <summary>From the end of written data to a read of the same bank group (tWTR_L).</summary>
    public double WriteToRead { get; init; }

    /// <summary>Of the bus, from rank to rank and from reading to writing (tRTRS).</summary>
    public double Turn { get; init; }

    /// <summary>From a read to its data (CL).</summary>
    public double ReadLatency { get; init; }

    /// <summary>From a write to its data (CWL).</summary>
    public double WriteLatency { get; init; }

    /// <summary>
    /// What opening and closing a row takes of a command bus that is narrow enough to matter; 0 elsewhere.
    /// </summary>
    public double RowCommands { get; init; }

    /// <summary>What a read or write takes of the same bus.</summary>
    public double ColumnCommand { get; init; }

    /// <summary>From activation to activation of one bank (tRC).</summary>
    public double RowCycle => RowOpen + Precharge;

    /// <summary>The least time from activation to activation of one rank, over many.</summary>
    public double ActivateEvery =>
        Math.Max(Activate, Math.Max(FourActivates / 4, ThirtyTwoActivates / 32));

    /// <summary>Until another row of a bank gives data.</summary>
    public double RowMiss => Precharge + RowToColumn;

    /// <summary>
    /// What a switch from reads to writes and back costs beyond the data, with bursts of this length.
    /// </summary>
    /// <remarks>Source: (RL + BL/2 - WL + tRTRS) + (WL + BL/2 + tWTR_L), as DDR4's command rules add up.</remarks>
    public double Turnaround(double burst) =>
        ReadLatency + burst - WriteLatency + Turn + WriteLatency + burst + WriteToRead;
}
