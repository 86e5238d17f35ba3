namespace Accel.Sim.Systolic.Ant2022;

/// <summary>The energy constants of ANT's simulator that no technology file can hold.</summary>
/// <remarks>
/// Source: clevercool/ANT-Quantization at bc84067, ant_simulator/bitfusion/src/simulator/stats.py (DRAM; nowhere
/// explained) and simulator.py (buffers), whose figures are CACTI 7 at 28 nm. They belong to 500 MHz and to
/// buffers of 128 KiB, 256 KiB and 128 KiB, and stay what they are for other sizes. All in nanojoules, by cycle or by
/// bit.
/// </remarks>
internal static class Ant2022Constants
{
    /// <summary>A word of the weight and of the activation buffer: 64 bytes.</summary>
    private const double WideWordBits = 512;

    /// <summary>A word of the output buffer: 4 bytes.</summary>
    private const double OutputWordBits = 32;

    /// <summary>32 banks of 4096 bytes.</summary>
    public const double WeightRead = 16.8924e-3 / WideWordBits;

    public const double WeightWrite = 20.3422e-3 / WideWordBits;

    /// <summary>32 banks of 8192 bytes.</summary>
    public const double ActivationRead = 17.7688e-3 / WideWordBits;

    public const double ActivationWrite = 24.8866e-3 / WideWordBits;

    /// <summary>1024 banks of 128 bytes with a port more.</summary>
    public const double OutputRead = 0.294945e-3 / OutputWordBits;

    public const double OutputWrite = 0.415925e-3 / OutputWordBits;

    /// <summary>Leakage of all banks of the three buffers, in milliwatts.</summary>
    public const double SramLeakageMw = (32 * 2.96594) + (32 * 5.4983) + (1024 * 0.127708);

    /// <summary>DRAM while tilings are compared: background by cycle, reads and writes by bit.</summary>
    public const double ChoiceDramStatic = 3838.05 / 500_000;

    public const double ChoiceDramRead = 1.18294 / 1024;

    public const double ChoiceDramWrite = 1.47797 / 1024;

    /// <summary>DRAM in the published figures.</summary>
    public const double DramStatic = 484.615 / 500;

    public const double DramRead = 0.644304 / 1024;

    public const double DramWrite = 0.784104 / 1024;
}
