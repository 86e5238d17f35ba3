namespace Accel.HlsEmit.Verification;

/// <summary>What to verify of a design, and how.</summary>
public sealed record VerifyOptions
{
    /// <summary>The design at its own size, not scaled down, in everything.</summary>
    public bool FullSize { get; init; }

    /// <summary>Whether a tool that is not installed is passed over.</summary>
    public bool AllowMissing { get; init; }

    /// <summary>Cells for the ASIC; null for NAND gates of no library.</summary>
    public string? Liberty { get; init; }

    /// <summary>The vendor's headers for C simulation; null for the stand-ins.</summary>
    public string? HlsInclude { get; init; }

    /// <summary>How long each tool may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);
}
