using System.Globalization;
using Accel.CostModel.Fpga;
using Accel.CostModel.Fpga.Modules;
using Accel.Tests.Support;
using static Accel.CostModel.Fpga.Modules.ArithmeticParts;
using static Accel.CostModel.Fpga.Modules.SelectionParts;
using static Accel.CostModel.Fpga.Modules.StorageParts;

namespace Accel.Tests.CostModel.Fpga.Modules;

/// <summary>The parts that modules are made of beside Yosys's counts of each alone: the calibration set.</summary>
public class PrimitiveTests
{
    private static readonly Dictionary<string, Func<ModuleParameters, FabricPart>> Parts = new()
    {
        ["p_add"] = one => Adder(N(one)),
        ["p_sub"] = one => Adder(N(one)),
        ["p_round"] = one => Increment(N(one)),
        ["p_negate"] = one => Negate(N(one)),
        ["p_negate_computed"] = one => Function(N(one)) + Negate(N(one), isMade: true),
        ["p_add3"] = one => TernaryAdder(N(one)),
        ["p_addsub"] = one => AddSubtract(N(one)),
        ["p_gated_add"] = one => Adder(N(one)),
        ["p_equal"] = one => Equal(N(one)),
        ["p_zero"] = one => Reduce(N(one)),
        ["p_less"] = one => Less(N(one)),
        ["p_less_signed"] = one => Less(N(one)),
        ["p_less_constant"] = one => LessThanConstant(N(one)),
        ["p_max"] = one => Larger(N(one)),
        ["p_gate"] = one => Gate(N(one)),
        ["p_shift_right"] = one => Shifter(N(one)),
        ["p_shift_left"] = one => Shifter(N(one)),
        ["p_shift_sticky"] = one => StickyShifter(N(one)),
        ["p_shift_wide"] = one => WideShifter(N(one), one.Get("M", 0), one.Get("M", 0) - N(one) + 1),
        ["p_leading"] = one => LeadingZeros(N(one)),
        ["p_decode"] = one => Decoder(N(one)),
        ["p_register"] = one => Register(N(one)),
        ["p_counter"] = one => Counter(N(one)),
        ["p_decrement"] = one => Register(N(one)) + Decrement(N(one)),
        ["p_loop"] = one => LoopCounter(N(one)),
        ["p_mux"] = one => int.IsPow2(N(one)) ? Mux(one.Get("WAYS", 0), N(one)) : Slice(one.Get("WAYS", 0), N(one)),
        ["p_mux_chosen"] = one => Mux(one.Get("WAYS", 0), N(one))
            + Function(FabricLogic.CeilLog2(one.Get("WAYS", 0))),
        ["p_mul"] = one => Multiplier(one.Get("A", 0), one.Get("B", 0)),
        ["p_mul_unsigned"] = one => Multiplier(one.Get("A", 0), one.Get("B", 0), isSigned: false),
        ["p_delay"] = one => Delay(one.Get("CYCLES", 0), N(one)),
        ["p_lutram"] = one => LutRam(one.Get("DEPTH", 0), N(one)),
        ["p_ram"] = one => Ram(one.Get("DEPTH", 0), N(one)),
        ["p_uram"] = one => UltraRam(one.Get("DEPTH", 0), N(one), one.Get("DEPTH", 0)),
    };

    private static IEnumerable<string> Kinds => Parts.Keys;

    /// <summary>
    /// Two words of a bit or two are flip-flops; 8192 words of 18 bits have a choice behind; 64 words of 20 bits are
    /// chosen by a product in a slice.
    /// </summary>
    private static readonly HashSet<string> Exceptions =
    [
        "DEPTH=2 N=1", "DEPTH=2 N=2", "DEPTH=65 N=1", "DEPTH=65 N=2", "WAYS=64 N=20", "DEPTH=8192 N=18",
        "DEPTH=8192 N=36", "DEPTH=8192 N=72",
    ];

    [TestCaseSource(nameof(Kinds))]
    public void Part_HardBlocksMemoryAndFlipFlops_AreExact(string kind) => Assert.Multiple(() =>
    {
        foreach (ReferenceCsv row in Rows(kind)
            .Where(row => !Exceptions.Contains(row["parameters"]) || kind == "p_uram"))
        {
            FabricPart part = Of(row);
            Assert.That((part.Taken.Dsps, part.Taken.Bram36, part.Taken.Urams, part.Taken.Ffs, part.Taken.MemoryLuts),
                Is.EqualTo((row.Number("dsp"), row.Number("bram36"), row.Number("uram"), row.Number("ff"),
                    row.Number("memory_lut"))), row["parameters"]);
        }
    });

    /// <summary>Within the band that the part says, or three LUTs, nine times in ten.</summary>
    [TestCaseSource(nameof(Kinds))]
    public void Part_Luts_AreWithinTheBand(string kind)
    {
        (double Measured, FabricPart Part)[] rows = [.. Rows(kind).Select(row => (row.Number("lut"), Of(row)))];
        int outside = rows.Count(row => Math.Abs(row.Measured - row.Part.Taken.Luts)
            > Math.Max(3, row.Part.LutUncertainty * row.Part.Taken.Luts));
        Assert.That(outside, Is.LessThanOrEqualTo(Math.Max(1, rows.Length / 10)), string.Join("; ", rows.Select(row =>
            string.Create(CultureInfo.InvariantCulture, $"{row.Measured} {row.Part.Taken.Luts:0.#}"))));
    }

    [Test]
    public void Table_HasRowsOfEveryPart() => Assert.That(
        ReferenceCsv.Read("fpga_primitives.csv").Select(row => row["module"]).Distinct().Except(["p_mul_low"]),
        Is.EquivalentTo(Parts.Keys));

    private static IEnumerable<ReferenceCsv> Rows(string kind) =>
        ReferenceCsv.Read("fpga_primitives.csv").Where(row => row["module"] == kind);

    private static FabricPart Of(ReferenceCsv row) => Parts[row["module"]](ModuleParameters.Parse(row["parameters"]));

    private static int N(ModuleParameters parameters) => parameters.Get("N", 0);
}
