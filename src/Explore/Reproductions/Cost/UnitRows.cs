using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Technologies;
using Accel.CostModel.Asic;

namespace Accel.Explore.Reproductions.Cost;

/// <summary>Published MACs and PEs beside what their structure costs in the same node.</summary>
internal static class UnitRows
{
    private const double GigaHertz = 1e9;

    private const string Pressed = "synthesized for 1 GHz";

    public static IEnumerable<ReproductionRow> All(ReproductionInputs inputs)
    {
        Technology at45 = inputs.Technology("cmos-45nm"), at28 = inputs.Technology("cmos-28nm");
        return
        [
            .. In("integer MACs, 45 nm", Macs(at45)), .. In("BitMoD's PEs, 28 nm", Bitmod(at28)),
            .. In("OliVe's and ANT's PEs, 22 and 28 nm", Pairs(inputs.Technology("cmos-22nm"), at28)),
        ];
    }

    private static IEnumerable<ReproductionRow> In(string group, IEnumerable<ReproductionRow> rows) =>
        rows.Select(row => row with { Group = group });

    private static IEnumerable<ReproductionRow> Pairs(Technology at22, Technology at28) =>
    [
        Area("OliVe, decoder of 4-bit pairs", PublishedPes.PairDecoder(4), at22, 37.22),
        Area("OliVe, decoder of 8-bit pairs", PublishedPes.PairDecoder(8), at22, 49.5),
        Area("OliVe, 4-bit PE", PublishedPes.Systolic(SystolicPe.ExponentInteger, 4), at22, 50.01) with
        {
            Note = "published as quoted from memory; it has room for product, adder and 16-bit sum only, not for "
                + "the registers of operands that a PE hands on",
        },
        Area("ANT, 4-bit PE", PublishedPes.Systolic(SystolicPe.ExponentInteger, 4), at28, 79.57) with
        {
            Note = "as OliVe's: no room for operands' registers",
        },
        Area("ANT, flint decoder", PublishedPes.FlintDecoder, at28, 4.9),
    ];

    /// <summary>MACs by the rule that the cost of multiplier and adder make, and BitFusion's PEs.</summary>
    private static IEnumerable<ReproductionRow> Macs(Technology place)
    {
        foreach ((int bits, double picojoules) in new[] { (2, 0.052), (4, 0.102), (8, 0.275), (16, 0.908) })
        {
            yield return Energy($"Horowitz's rule, {bits} x {bits} MAC of {(2 * bits) + 8} bits",
                Multipliers.Mac(bits, bits, (2 * bits) + 8), place, picojoules) with
            {
                Note = "the rule has no energy of registers, the structure has",
            };
        }

        foreach ((int bits, double picojoules, double area) in new[]
        {
            (2, 0.0575, 124.9), (4, 0.120, 282.2), (8, 0.298, 687.6), (16, 0.947, 2203.2),
        })
        {
            Block pe = Multipliers.Mac(bits, bits, (2 * bits) + 8) + Cells.Register(2 * bits);
            yield return Energy($"BitFusion, {bits}-bit PE", pe, place, picojoules) with
            {
                Kind = bits == 8 ? ReproductionKind.Calibrated : ReproductionKind.Predicted,
            };
            yield return Area($"BitFusion, {bits}-bit PE", pe, place, area) with
            {
                Kind = ReproductionKind.Calibrated,
                Note = "its mean chose, with Horowitz's areas, the open flow's excess",
            };
        }
    }

    private static IEnumerable<ReproductionRow> Bitmod(Technology place)
    {
        Block multiplier = Floats.RoundedMultiplier(5, 10), adder = Floats.Adder(5, 10);
        yield return Energy("BitMoD, FP16 multiplier", multiplier, place, 0.49, GigaHertz) with
        {
            Kind = ReproductionKind.Calibrated, Note = Pressed,
        };
        yield return Energy("BitMoD, FP16 adder", adder, place, 0.28, GigaHertz) with
        {
            Kind = ReproductionKind.Calibrated, Note = Pressed,
        };
        yield return Area("BitMoD, FP16 multiplier without registers", multiplier, place, 1273.6, GigaHertz);
        yield return Area("BitMoD, FP16 adder without registers", adder, place, 459.9, GigaHertz);
        (string Name, Block Block, double Area, double Energy)[] pes =
        [
            ("FP16 PE", PublishedPes.Lane(BitSerialPe.Fp16), 1968.7, 0.77),
            ("FP16 x INT8 PE", PublishedPes.Lane(BitSerialPe.Fp16Int8), 1318.6, 0.613),
            ("bit-serial PE of its simulator", PublishedPes.BitSerial(4), 1507.7, 0.56),
            ("bit-serial PE of Table X", PublishedPes.BitSerial(4), 1517.0, 0.586),
        ];
        foreach ((string name, Block block, double area, double energy) in pes)
        {
            yield return Area($"BitMoD, {name}", block, place, area, GigaHertz);
            yield return Energy($"BitMoD, {name}", block, place, energy, GigaHertz) with
            {
                // The FP16 PE is little else than the multiplier and the adder that the node's energy was chosen by.
                Kind = name == "FP16 PE" ? ReproductionKind.Calibrated : ReproductionKind.Predicted,
            };
        }

        yield return Area("BitMoD, term encoder", PublishedPes.TermEncoder, place, 75.59, GigaHertz);
        yield return Energy("BitMoD, term encoder", PublishedPes.TermEncoder, place, 0.058, GigaHertz);
    }

    /// <summary>A row of an energy in picojoules.</summary>
    public static ReproductionRow Energy(
        string name, in Block block, Technology place, double picojoules, double? clockHz = null) => new(
        name, "energy_pj", "pJ", picojoules, LogicPricer.Price(block, place, clockHz).EnergyJ!.Value.Value * 1e12,
        ReproductionKind.Predicted);

    /// <summary>A row of an area in square micrometres.</summary>
    public static ReproductionRow Area(
        string name, in Block block, Technology place, double um2, double? clockHz = null) => new(
        name, "area_um2", "um2", um2, LogicPricer.Price(block, place, clockHz).AreaMm2!.Value.Value * 1e6,
        ReproductionKind.Predicted)
    {
        Note = clockHz is null ? null : Pressed,
    };
}
