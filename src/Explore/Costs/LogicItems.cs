using Accel.Arch.Technologies;
using Accel.Arch.Yaml;
using Accel.CostModel.Asic;
using Accel.CostModel.Estimates;
using Accel.CostModel.Fpga;

namespace Accel.Explore.Costs;

/// <summary>Arithmetic and what surrounds it.</summary>
internal static class LogicItems
{
    private const int MostBits = 1024, MostFactorBits = 128, MostWays = 4096;

    public static IReadOnlyList<CostItem> All { get; } =
    [
        Item("adder", "An addition.", Bits, block => Cells.Adder(block.Bits),
            block => FabricBlocks.Adder(block.Bits)),
        Item("multiplier", "A product of two integers.", schema => Slices(Factors(schema)),
            block => Multipliers.Integer(block.A, block.B),
            block => FabricBlocks.Multiplier(block.A, block.B, block.Dsp)),
        Item("mac", "A product of two integers added to an accumulator.",
            schema => Slices(Factors(schema)).Value("acc", "Bits of the accumulator.", Kinds.Whole(1, MostBits),
                (block, value) => block with { Sum = value }, isRequired: true),
            block => Multipliers.Mac(block.A, block.B, block.Sum),
            block => FabricBlocks.Mac(block.A, block.B, block.Sum, block.Dsp)),
        Item("fp-mac", "A product of two floating-point numbers added to an accumulator.",
            schema => Slices(Format(schema)).Value("acc", "A format, 'exact', or bits of an exact accumulator.",
                Kinds.Text, (block, value) => block with { SumFormat = value }, isRequired: true),
            block => FloatItems.Mac(block.Format, block.SumFormat),
            block => FloatItems.MacInFabric(block.Format, block.SumFormat, block.Dsp)),
        Item("lmul", "L-Mul: an addition instead of a floating-point product.", Format,
            block => FloatItems.LMul(block.Format), block => FloatItems.LMulInFabric(block.Format)),
        Item("register", "Flip-flops that take a word every cycle.", Bits,
            block => Cells.Register(block.Bits), block => FabricBlocks.Register(block.Bits)),
        Item("mux", "One of several words.",
            schema => Bits(schema).Value("ways", "Words to choose from.", Kinds.Whole(2, MostWays),
                (block, value) => block with { Ways = value }, isRequired: true),
            block => Cells.Multiplexer(block.Ways, block.Bits), block => FabricBlocks.Mux(block.Ways, block.Bits)),
        Item("shifter", "A shift by any amount.", Bits, block => Cells.Shifter(block.Bits),
            block => FabricBlocks.Shifter(block.Bits)),
        Item("comparator", "Whether one integer is larger than another.", Bits,
            block => Cells.Comparator(block.Bits), block => FabricBlocks.Comparator(block.Bits)),
        Item("leading-one", "The place of a word's first one.", Bits, block => Cells.LeadingOne(block.Bits),
            block => FabricBlocks.LeadingOne(block.Bits)),
    ];

    private static CostItem<LogicParameters> Item(string name, string summary,
        Func<Schema<LogicParameters>, Schema<LogicParameters>> keys, Func<LogicParameters, Block> block,
        Func<LogicParameters, Estimate> fabric) =>
        new(name, summary, Common(keys(new Schema<LogicParameters>(() => new LogicParameters()))),
            (parameters, place) => CostNode.Leaf(name, 1,
                place.Device is not null ? InFabric(parameters, place, fabric) : InCells(parameters, place, block)));

    private static Estimate InCells(LogicParameters parameters, Technology place, Func<LogicParameters, Block> block) =>
        parameters.Dsp is not null
            ? throw new NotPricedException($"{place.Name} has no DSP slices", "leave dsp out") { Parameter = "dsp" }
            : parameters.Voltage is { } volts && place.WhyNotAt(volts) is { } reason
            ? throw new NotPricedException(reason) { Parameter = "voltage" }
            : LogicPricer.Price(block(parameters), place, parameters.Clock?.Value, parameters.Voltage);

    private static Estimate InFabric(
        LogicParameters parameters, Technology place, Func<LogicParameters, Estimate> fabric) =>
        parameters.Clock is not null || parameters.Voltage is not null
            ? throw new NotPricedException($"what a block takes of {place.Name} follows from no clock and no voltage",
                "leave clock and voltage out")
            {
                Parameter = parameters.Clock is not null ? "clock" : "voltage",
            }
            : fabric(parameters);

    private static Schema<LogicParameters> Slices(Schema<LogicParameters> schema) => schema
        .Value("dsp", "On a device: whether DSP slices multiply; where Yosys takes them when left out.", Kinds.Truth,
            (block, value) => block with { Dsp = value });

    private static Schema<LogicParameters> Bits(Schema<LogicParameters> schema) => schema
        .Value("bits", "Width.", Kinds.Whole(1, MostBits), (block, value) => block with { Bits = value },
            isRequired: true);

    private static Schema<LogicParameters> Factors(Schema<LogicParameters> schema) => schema
        .Value("a", "Bits of a factor.", Kinds.Whole(1, MostFactorBits), (block, value) => block with { A = value },
            isRequired: true)
        .Value("b", "Bits of the other.", Kinds.Whole(1, MostFactorBits), (block, value) => block with { B = value },
            isRequired: true);

    private static Schema<LogicParameters> Format(Schema<LogicParameters> schema) => schema
        .Value("format", "A floating-point format, such as fp8-e4m3.", Kinds.Text,
            (block, value) => block with { Format = value }, isRequired: true);

    private static Schema<LogicParameters> Common(Schema<LogicParameters> schema) => schema
        .Value("clock", "Clock that it is synthesized for; time does not press when left out.", Kinds.Frequency,
            (block, value) => block with { Clock = value })
        .Value("voltage", "Supply; the technology's nominal one when left out.", Kinds.Voltage,
            (block, value) => block with { Voltage = value });
}
