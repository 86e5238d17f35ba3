using System.Globalization;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Devices;
using Accel.CostModel.DspChain;
using Accel.Explore.Reproductions;
using Accel.Explore.Reproductions.DspChain;
using Accel.Tests.CostModel.DspChain;
using Accel.Tests.Support;

namespace Accel.Tests.Docs;

/// <summary>docs/fpga.md has the published and the modelled resources of FlightLLM, by part and by module.</summary>
public class FpgaDspChainDocsTests
{
    private const string Document = "fpga.md";

    private static readonly (string Title, DspChainFabric Fabric)[] Readings =
    [
        ("dense", ChainDesign.Dense),
        ("1 of 16, fed chains", ChainDesign.Fabric),
        ("1 of 16, all chains", ChainDesign.Fabric with { MultiplexedChains = 128 }),
        ("pair, fed chains", ChainDesign.Fabric with { MultiplexedActivations = 2 }),
        ("pair, all chains", ChainDesign.Fabric with { MultiplexedActivations = 2, MultiplexedChains = 128 }),
        ("1 of 8, all chains", ChainDesign.Fabric with { SparseBlock = 8, MultiplexedChains = 128 }),
    ];

    private static readonly string[] Parts =
    [
        ChainParts.Operands, ChainParts.WeightDelays, ChainParts.Multiplexers, ChainParts.Nodes, ChainParts.Adjust,
        ChainParts.Accumulators,
    ];

    [Test]
    public void ChainParts_InTheTable_AreThoseOfTheModel()
    {
        ReferenceCsv published = ReferenceCsv.Read("dspchain_flightllm_resources.csv")
            .Single(row => row["component"] == "MPE");
        DocumentBlock.Check(Document, "chain-parts",
        [
            $"| LUT / FF a slice | {string.Join(" | ", Readings.Select(reading => reading.Title))} |",
            $"|---|{string.Concat(Enumerable.Repeat("---:|", Readings.Length))}",
            .. Parts.Select(part => Line(part, fabric => Cell(fabric, part))),
            Line("**all**", fabric => Cell(fabric, null)),
            Line("against the published", fabric => Against(published, fabric)),
        ]);
    }

    [Test]
    public void Flightllm_InTheTable_IsTheModel() => DocumentBlock.Check(Document, "chain-modules",
        new[]
        {
            "| row | resource | published | modelled | difference | kind |", "|---|---|---:|---:|---:|---|",
        }
        .Concat(FlightllmCosts.Rows(ChainDesign.Flightllm).Select(row => string.Create(CultureInfo.InvariantCulture,
            $"| {row.Case["u280/".Length..]} | {row.Quantity.ToUpperInvariant()} | {row.Reported:#,0.#} "
            + $"| {row.Modelled:#,0.#} | {row.RelativeError * 100:+0.0;-0.0;0.0} % | {Kind(row)} |"))));

    private static string Line(string name, Func<DspChainFabric, string> cell) =>
        $"| {name} | {string.Join(" | ", Readings.Select(reading => cell(reading.Fabric)))} |";

    private static string Kind(ReproductionRow row) => row.Case == "u280/total"
        ? "sum of the above" : row.Kind == ReproductionKind.Calibrated ? "calibrated" : "predicted";

    private static string Cell(DspChainFabric fabric, string? part)
    {
        FpgaResources sum = ChainParts.Total(fabric, part);
        return string.Create(CultureInfo.InvariantCulture,
            $"{sum.Luts / fabric.Slices:0.0} / {sum.Ffs / fabric.Slices:0.0}");
    }

    private static string Against(ReferenceCsv published, DspChainFabric fabric)
    {
        FpgaResources sum = ChainParts.Total(fabric);
        return string.Create(CultureInfo.InvariantCulture,
            $"{((sum.Luts / published.Number("LUT")) - 1) * 100:+0;-0;0} % / "
            + $"{((sum.Ffs / published.Number("FF")) - 1) * 100:+0;-0;0} %");
    }
}
