namespace Accel.Explore.Reproductions.Cost;

/// <summary>Every price that somebody published or that we measured, beside what the cost model says.</summary>
public sealed class CostAccuracy(ReproductionInputs inputs) : IReproduction
{
    public string Name => "cost";

    public string Source => "syntheses with Yosys for Nangate 45 nm, ASAP7 and UltraScale+; CACTI 7; DRAMsim3 and "
        + "Ramulator 2; Horowitz (ISSCC 2014); BitFusion, BitMoD, OliVe, ANT and TPUv4i as published or quoted; "
        + "docs/cost-model.md tells them apart";

    public IReadOnlyList<string> Assumptions { get; } =
    [
        "an open flow takes 1.35 times the combinational cells of commercial synthesis; its rows have that in",
        "areas at 22 nm and TPUv4i's energies are partly quoted from memory by others",
    ];

    public IReadOnlyList<ReproductionRow> Rows() =>
    [
        .. In("logic", LogicRows.All()),
        .. In("sram", SramRows.Of(inputs.Technologies)),
        .. In("units", UnitRows.All(inputs)),
        .. In("dram", DramRows.All),
        .. In("fpga", FpgaRows.All()),
    ];

    public IReadOnlyList<ErrorSummary> Summaries(IReadOnlyList<ReproductionRow> rows) => ErrorSummary.ByCase(rows);

    private static IEnumerable<ReproductionRow> In(string group, IEnumerable<ReproductionRow> rows) =>
        rows.Select(row => row with { Case = $"{group}/{row.Case}" });
}
