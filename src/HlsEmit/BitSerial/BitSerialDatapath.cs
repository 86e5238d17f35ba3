using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;
using Accel.HlsEmit.Engines;
using Accel.Sim.BitSerial;

namespace Accel.HlsEmit.BitSerial;

/// <summary>A bit-serial array for a weight format as hardware: parameters and streams of its engine.</summary>
internal sealed class BitSerialDatapath
{
    private const int HalfBits = 16;

    public BitSerialDatapath(BitSerialFabric fabric, TensorFormat weights)
    {
        (Fabric, Weights) = (fabric, weights);
        Coding = WeightCoding.Of(weights.Element)
            ?? throw new ArgumentException($"no decoder for {weights.Element}", nameof(weights));
        Array = BitSerialArray.From(fabric, weights);
    }

    public BitSerialFabric Fabric { get; }

    public TensorFormat Weights { get; }

    public WeightCoding Coding { get; }

    public BitSerialArray Array { get; }

    public bool IsBitSerial => Fabric.Pe == BitSerialPe.BitSerial;

    /// <summary>Bits of a group's stored scale; 0 where weights have no groups.</summary>
    public int ScaleBits => Weights switch
    {
        { GroupSize: 0 } => 0,
        { Scale: ScaleFormat.Fp16 } => HalfBits,
        _ => GroupScale.Int8Bits,
    };

    /// <summary>Bits of a beat of outputs: a place for each PE column of each row of tiles.</summary>
    public int OutputBits => HalfBits * Fabric.TileGridRows * Fabric.Columns;

    /// <summary>Bits of a beat's field for a row in <c>scales</c>.</summary>
    public int ScaleFieldBits => HalfBits + ScaleBits + Coding.ExtraBits;

    public Engine Engine() => new()
    {
        Module = "bitserial_engine",
        Parameters =
        [
            new("ROWS", Fabric.Rows), new("COLS", Fabric.Columns),
            new("TILE_ROWS", Math.Min(Fabric.TileRows, Fabric.Rows)),
            new("TILE_COLS", Math.Min(Fabric.TileColumns, Fabric.Columns)), new("LANES", Fabric.Lanes),
            new("MAC", IsBitSerial ? 0 : 1), new("FORMAT", Coding.Format), new("CODE_BITS", Coding.CodeBits),
            new("GROUP", Array.Group), new("SCALE", ScaleBits), new("EXTRA", Coding.ExtraBits),
            new("SPECIALS", Coding.Specials),
        ],
        Inputs =
        [
            Engines.Engine.Command, new("activations", HalfBits * Fabric.Columns * Fabric.Lanes),
            new("weights", Bytes(Fabric.Rows * Fabric.Lanes * Coding.CodeBits)),
            new("scales", Bytes(Fabric.Rows * ScaleFieldBits)),
        ],
        Output = new("outputs", OutputBits),
        Latency = 1,
    };

    /// <summary>Bits rounded up to whole bytes.</summary>
    private static int Bytes(int bits) => (bits + 7) / 8 * 8;
}
