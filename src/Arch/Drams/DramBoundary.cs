namespace Accel.Arch.Drams;

/// <summary>What an energy of off-chip memory includes.</summary>
public enum DramBoundary
{
    /// <summary>The memory devices alone: core, banks, and their input and output without termination.</summary>
    Device,

    /// <summary>The devices, termination, and the interface on the accelerator's side (PHY and controller).</summary>
    FullPath,
}
