namespace Accel.Explore.Reproductions.Cost;

/// <summary>Every price that somebody published or that we measured, beside what the cost model says.</summary>
public sealed class CostAccuracy(ReproductionInputs inputs) : IReproduction
{
    public string Name => "cost";

    public string Source => "syntheses with Yosys for Nangate 45 nm, ASAP7 and UltraScale+; CACTI 7; DRAMsim3 and "
        + "Ramulator 2; Horowitz (ISSCC 2014); Aladdin; Stillmaker and Baas (2017); BitFusion, BitMoD, OliVe, ANT and "
        + "TPUv4i as published or quoted; energies of DRAM as quoted; a routed Alveo U50; docs/cost-model.md tells "
        + "them apart";

    public IReadOnlyList<string> Assumptions { get; } =
    [
        "an open flow takes 1.35 times the combinational cells of commercial synthesis; its rows have that in",
        "areas at 22 nm, Horowitz's areas and most of TPUv4i's energies are quoted from memory by others",
        "40 nm, which no technology is, lies log-log between 45 and 32 nm; leakage there is that of 45 nm",
        "published energies of off-chip memory stand beside a sequential read",
    ];

    public IReadOnlyList<ReproductionRow> Rows() =>
    [
        .. In("logic", LogicRows.All()),
        .. In("sram", SramRows.Of(inputs.Technologies)),
        .. In("sram", PublishedSramRows.All(inputs)),
        .. In("units", OperationRows.All(inputs)),
        .. In("units", UnitRows.All(inputs)),
        .. In("aladdin", AladdinRows.All(inputs)),
        .. In("scaling", ScalingRows.All(inputs)),
        .. In("dram", DramRows.All),
        .. In("dram-energy", DramEnergyRows.All(inputs)),
        .. In("fpga", FpgaRows.All()),
        .. In("fpga-blocks", FabricRows.All(inputs)),
    ];

    /// <summary>A group's calibrated and predicted rows one after the other.</summary>
    public IReadOnlyList<ErrorSummary> Summaries(IReadOnlyList<ReproductionRow> rows) =>
        [.. ErrorSummary.ByCase(rows).GroupBy(summary => summary.Group).SelectMany(group => group)];

    private static IEnumerable<ReproductionRow> In(string group, IEnumerable<ReproductionRow> rows) =>
        rows.Select(row => row with
        {
            Case = $"{group}/{row.Case}", Group = row.Group is { } sort ? $"{group}: {sort}" : null,
        });
}
