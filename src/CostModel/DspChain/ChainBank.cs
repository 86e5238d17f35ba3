using Accel.Arch.Devices;
using Accel.CostModel.Fpga;

namespace Accel.CostModel.DspChain;

/// <summary>Equal banks of a buffer: how many, and the words of each.</summary>
/// <param name="Count">Banks of all cores.</param>
/// <param name="Depth">Words of a bank.</param>
/// <param name="Width">Bits of a word.</param>
/// <param name="IsUltra">Whether they lie in Ultra RAM.</param>
internal readonly record struct ChainBank(int Count, long Depth, int Width, bool IsUltra)
{
    /// <summary>The memories, and a register of a word beside each bank: columns of memory are far from
    /// slices.</summary>
    public FpgaResources Resources => new(
        0, (double)Count * Width, 0, IsUltra ? 0 : Count * FabricMemory.BlockRam(Depth, Width),
        IsUltra ? Count * FabricMemory.UltraRam(Depth, Width) : 0);

    /// <summary>Two counters of addresses, for writing and for reading, in LUTs and flip-flops.</summary>
    public FpgaResources Addresses
    {
        get
        {
            int bits = 2 * FabricLogic.CeilLog2((int)Math.Min(int.MaxValue, Depth));
            return new FpgaResources(FabricLogic.Adder(bits), bits, 0, 0, 0);
        }
    }

    /// <summary>Energy of a bit that is read or written: the memories that a word is spread over, and its
    /// register.</summary>
    public double PjPerBit(FpgaPower power)
    {
        double memories = IsUltra
            ? FabricMemory.UltraRam(1, Width) * power[FpgaElement.Uram].Picojoules
            : FabricMemory.BlockRamsOfWord(Depth, Width) * power[FpgaElement.Bram36].Picojoules;
        return (memories / Width) + power[FpgaElement.FlipFlop].Picojoules;
    }
}
