namespace Accel.Arch.Drams;

/// <summary>An off-chip memory: the channels behind one queue, their times and their energies.</summary>
public sealed record DramDevice
{
    public required string Name { get; init; }

    /// <summary>What kind it is, as technologies price it: <c>ddr4</c>, <c>hbm2</c>.</summary>
    public string Family { get; init; } = string.Empty;

    /// <summary>Where its times come from.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>Data lines of one channel (or pseudo-channel), in bits.</summary>
    public int BusBits { get; init; } = 64;

    /// <summary>Transfers of a data line in a second.</summary>
    public double DataRate { get; init; }

    /// <summary>What one column command moves, in bytes.</summary>
    public int RequestBytes { get; init; } = 64;

    /// <summary>Channels (pseudo-channels) that consecutive addresses of one queue are spread over.</summary>
    public int Channels { get; init; } = 1;

    public int Ranks { get; init; } = 1;

    public int BankGroups { get; init; } = 1;

    public int BanksPerGroup { get; init; } = 8;

    /// <summary>A row of all devices of a rank together, in bytes.</summary>
    public int RowBytes { get; init; } = 8192;

    public DramMapping Mapping { get; init; } = DramMapping.GroupLow;

    public DramTiming Timing { get; init; } = new();

    public DramEnergies Energies { get; init; } = new();

    /// <summary>How long one request holds the data lines of its channel, in nanoseconds.</summary>
    public double Burst => RequestBytes * 8d / BusBits / DataRate * 1e9;

    /// <summary>Requests that one row holds.</summary>
    public int Columns => RowBytes / RequestBytes;

    /// <summary>Banks of all channels, ranks and groups.</summary>
    public int Banks => Channels * Ranks * BankGroups * BanksPerGroup;

    /// <summary>Peak bandwidth of all its channels together, in bytes a second.</summary>
    public double PeakBytesPerSecond => Channels * BusBits * DataRate / 8;
}
