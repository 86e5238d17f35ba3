namespace Accel.Explore.Reproductions.Bitmod;

/// <summary>The two states of the BitMoD artifact that matter.</summary>
internal enum BitmodRevision
{
    /// <summary>58d7bdb, December 2024: the paper.</summary>
    Paper2024,

    /// <summary>e445a5f, July 2025: attention reworked, mean widths of ANT and OliVe changed.</summary>
    Reworked2025,
}
