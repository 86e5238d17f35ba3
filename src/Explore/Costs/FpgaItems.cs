using Accel.Arch.Technologies;
using Accel.Arch.Yaml;
using Accel.CostModel.Estimates;
using Accel.CostModel.Fpga;

namespace Accel.Explore.Costs;

/// <summary>Arithmetic in an FPGA's fabric.</summary>
internal static class FpgaItems
{
    private const int MostBits = 1024, MostFactorBits = 64;

    private static readonly ValueKind<FieldWidths> Format = Kinds.Choice(
    [
        ("fp4", new FieldWidths(2, 1)), ("fp6-e2m3", new(2, 3)), ("fp6-e3m2", new(3, 2)), ("fp8-e4m3", new(4, 3)),
        ("fp8-e5m2", new(5, 2)), ("bf16", new(8, 7)), ("fp16", new(5, 10)), ("fp32", new(8, 23)),
        ("e2m1", new(2, 1)), ("e2m3", new(2, 3)), ("e3m2", new(3, 2)), ("e4m3", new(4, 3)), ("e5m2", new(5, 2)),
    ]);

    private static readonly ValueKind<FieldWidths> Accumulator = Kinds.Choice(
    [
        ("exact", default(FieldWidths)), ("fp16", new(5, 10)), ("bf16", new(8, 7)), ("fp32", new(8, 23)),
    ]);

    public static IReadOnlyList<CostItem> All { get; } =
    [
        Item("adder", "Two numbers added.", new Schema<Block>(() => new Block()).Bits(),
            block => FabricBlocks.Adder(block.Bits)),
        Item("comparator", "Whether one number is smaller than another.", new Schema<Block>(() => new Block()).Bits(),
            block => FabricBlocks.Comparator(block.Bits)),
        Item("shifter", "A number shifted by up to its own width.", new Schema<Block>(() => new Block()).Bits(),
            block => FabricBlocks.Shifter(block.Bits)),
        Item("mux", "One of several words.", new Schema<Block>(() => new Block()).Bits()
                .Value("ways", "Words to choose from.", Kinds.Whole(2, MostBits),
                    (block, ways) => block with { Ways = ways }, isRequired: true),
            block => FabricBlocks.Mux(block.Ways, block.Bits)),
        Item("multiplier", "Two integers multiplied.", Factors(), block => FabricBlocks.Multiplier(
            block.Bits, block.OtherBits, block.Dsp)),
        Item("mac", "A product added to an accumulator.", Factors()
                .Value("acc", "Bits of the accumulator.", Kinds.Whole(1, 2 * MostFactorBits),
                    (block, bits) => block with { Accumulator = bits }, isRequired: true),
            block => FabricBlocks.Mac(block.Bits, block.OtherBits, block.Accumulator, block.Dsp)),
        Item("fp-mac", "A product of two floats added up.", Float()
                .Value("acc", "What it is added to: exact (no product is lost), fp16, bf16 or fp32.", Accumulator,
                    (block, widths) => block with { Sum = widths }, isRequired: true).Slices(),
            block => block.Sum == default
                ? FabricBlocks.ExactFloatMac(block.Format.Exponent, block.Format.Mantissa, block.Dsp)
                : FabricBlocks.FloatMac(block.Format.Exponent, block.Format.Mantissa, block.Sum.Exponent,
                    block.Sum.Mantissa, block.Dsp)),
        Item("lmul", "Two floats multiplied by one addition of their fields (L-Mul).", Float(),
            block => FabricBlocks.LMul(block.Format.Exponent, block.Format.Mantissa)),
    ];

    private static CostItem<Block> Item(
        string name, string summary, Schema<Block> schema, Func<Block, Estimate> price) =>
        new(name, summary, schema, (block, place) => place.Device is null
            ? throw new NotPricedException($"{place.Name} does not price '{name}'", "such as --device u280")
            : CostNode.Leaf(name, 1, price(block)));

    private static Schema<Block> Bits(this Schema<Block> schema) => schema.Value("bits", "Bits of a word.",
        Kinds.Whole(1, MostBits), (block, bits) => block with { Bits = bits }, isRequired: true);

    private static Schema<Block> Slices(this Schema<Block> schema) => schema.Value("dsp",
        "Whether DSP slices multiply; left out: where Yosys takes them.", Kinds.Truth,
        (block, dsp) => block with { Dsp = dsp });

    private static Schema<Block> Factors() => new Schema<Block>(() => new Block())
        .Value("a", "Bits of a factor.", Kinds.Whole(1, MostFactorBits), (block, bits) => block with { Bits = bits },
            isRequired: true)
        .Value("b", "Bits of the other.", Kinds.Whole(1, MostFactorBits),
            (block, bits) => block with { OtherBits = bits }, isRequired: true)
        .Slices();

    private static Schema<Block> Float() => new Schema<Block>(() => new Block())
        .Value("format", "Of both factors: fp4, fp6-e2m3, fp6-e3m2, fp8-e4m3, fp8-e5m2, fp16, bf16 or fp32.", Format,
            (block, widths) => block with { Format = widths }, isRequired: true);

    /// <summary>Bits of a float's fields.</summary>
    private readonly record struct FieldWidths(int Exponent, int Mantissa);

    private sealed record Block(int Bits = 1, int OtherBits = 1, int Ways = 2, int Accumulator = 1, bool? Dsp = null,
        FieldWidths Format = default, FieldWidths Sum = default);
}
