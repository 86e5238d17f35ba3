using System.Diagnostics.CodeAnalysis;

namespace Accel.CostModel.Sram;

/// <summary>Whether a memory smaller than any macro is one of flip-flops.</summary>
/// <remarks>
/// It is, as long as that takes neither more area nor more energy an access (a read and a write, averaged) than a macro
/// would. A macro's area ends at 1 KiB, the smallest that was run (<see cref="SramMacros.LeastBytes"/>), so that the two
/// meet: a larger memory never takes less area.
/// </remarks>
public static class SmallMemory
{
    /// <summary>Whether registers are taken; allocates nothing.</summary>
    /// <param name="registers">Null where flip-flops have no price: then they are not.</param>
    /// <param name="ports">Those of the macro; registers have one to read and one to write.</param>
    public static bool IsRegisters(
        [NotNullWhen(true)] RegisterPrices? registers, SramMacros macros, double bytes, double bits, int ports)
    {
        ArgumentNullException.ThrowIfNull(macros);
        if (bytes >= SramMacros.LeastBytes || registers is null)
        {
            return false;
        }

        SramPrice file = RegisterFile.Price(registers, Words(bytes, bits), Width(bits), out _);
        SramPrice macro = ports == 1 ? macros.Price(bytes, bits) : BankedSram.BankOfTwoPorts(macros, bytes, bits);
        return file.AreaMm2 <= macro.AreaMm2
            && RegisterFile.AccessPj(registers, Words(bytes, bits), Width(bits)) <= (macro.ReadPj + macro.WritePj) / 2;
    }

    /// <summary>Whole words that hold the bytes.</summary>
    public static long Words(double bytes, double bits) => Math.Max(1, (long)Math.Ceiling(bytes * 8 / bits));

    /// <summary>Whole bits of a word.</summary>
    public static int Width(double bits) => (int)Math.Ceiling(bits);
}
