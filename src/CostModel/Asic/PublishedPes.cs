using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.Systolic;
using Accel.CostModel.BitSerial;
using Accel.CostModel.Systolic;

namespace Accel.CostModel.Asic;

/// <summary>PEs and decoders as blocks, for comparison with published ones.</summary>
public static class PublishedPes
{
    /// <summary>Bits of a sum beyond the product's.</summary>
    private const int GuardBits = 8;

    /// <inheritdoc cref="SystolicBlocks.FlintDecoder"/>
    public static Block FlintDecoder => SystolicBlocks.FlintDecoder;

    /// <inheritdoc cref="BitSerialBlocks.TermEncoder"/>
    public static Block TermEncoder => BitSerialBlocks.TermEncoder;

    /// <inheritdoc cref="SystolicBlocks.PairDecoder"/>
    public static Block PairDecoder(int bits) => SystolicBlocks.PairDecoder(bits);

    /// <summary>A PE of a systolic array with sums of 8 bits more than a product.</summary>
    public static Block Systolic(SystolicPe pe, int bits) => SystolicBlocks.Pe(pe, bits, (2 * bits) + GuardBits);

    /// <summary>A bit-serial PE with so many lanes.</summary>
    public static Block BitSerial(int lanes) => (BitSerialBlocks.Lane * lanes) + BitSerialBlocks.Core(lanes);

    /// <inheritdoc cref="BitSerialBlocks.MacLane"/>
    public static Block Lane(BitSerialPe pe) => BitSerialBlocks.MacLane(pe);
}
