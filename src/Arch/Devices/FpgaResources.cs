namespace Accel.Arch.Devices;

/// <summary>Resources of an FPGA: what a device has, or what a design takes.</summary>
/// <param name="Luts">Six-input LUTs, those used as memory included.</param>
/// <param name="Ffs">Flip-flops.</param>
/// <param name="Dsps">DSP slices.</param>
/// <param name="Bram36">Block RAMs of 36 Kbit; one of 18 Kbit is half.</param>
/// <param name="Urams">Ultra RAMs of 288 Kbit.</param>
/// <param name="MemoryLuts">LUTs among them that serve, or can serve, as memory or shift register.</param>
/// <param name="Carries">
/// Carry chains of four bits that come with the LUTs (a CARRY8 is two); not told of a device.
/// </param>
public readonly record struct FpgaResources(
    double Luts, double Ffs, double Dsps, double Bram36, double Urams, double MemoryLuts = 0,
    double Carries = 0)
{
    public static FpgaResources operator +(in FpgaResources left, in FpgaResources right) => new(
        left.Luts + right.Luts, left.Ffs + right.Ffs, left.Dsps + right.Dsps, left.Bram36 + right.Bram36,
        left.Urams + right.Urams, left.MemoryLuts + right.MemoryLuts, left.Carries + right.Carries);

    public static FpgaResources operator *(in FpgaResources one, double count) => new(
        one.Luts * count, one.Ffs * count, one.Dsps * count, one.Bram36 * count, one.Urams * count,
        one.MemoryLuts * count, one.Carries * count);
}
