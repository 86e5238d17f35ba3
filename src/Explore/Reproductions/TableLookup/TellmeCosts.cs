using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Devices;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.CostModel.Fpga;
using Accel.CostModel.TableLookup;

namespace Accel.Explore.Reproductions.TableLookup;

/// <summary>What TeLLMe v2 takes of the KV260: resources by module, LUTs of its engine's variants, and power.</summary>
/// <remarks>
/// Of the resources only the naive and the half variant's LUTs, given Q, were not used to fit a number (<see
/// cref="TableLookupCalibration"/>, <see cref="EngineLuts"/>).
/// </remarks>
internal static class TellmeCosts
{
    private const double PublishedWatts = 4.8;

    private static readonly (string Case, string[] Modules)[] Modules =
    [
        ("whole", []),
        ("TLMM-FUSE", [TableLookupResources.Engine, TableLookupResources.Elementwise]),
        ("RPA", [TableLookupResources.PrefillAttention]),
        ("DA", [TableLookupResources.DecodeAttention]),
        ("WBMU", [TableLookupResources.Weights]),
        ("remainder", [TableLookupResources.Norm, TableLookupResources.Vectors, TableLookupResources.Interconnect]),
    ];

    /// <summary>The rows of v2's design; v1's resources were not published.</summary>
    /// <param name="counts">What a generated token's mean step does.</param>
    public static IEnumerable<ReproductionRow> Rows(Design design, PriceBook prices, ActivityCounts counts) =>
        [.. Resources(design), .. Variants(design), Power(design, prices, counts)];

    private static IEnumerable<ReproductionRow> Resources(Design design)
    {
        ReferenceTable published = ReferenceTable.Load("tellme_v2_resources.csv");
        ResourceBreakdown breakdown = TableLookupResources.Of(design, (TableLookupFabric)design.Fabric);
        foreach ((string name, string[] modules) in Modules)
        {
            FpgaResources all = breakdown.Modules
                .Where(module => modules.Length == 0 || modules.Contains(module.Name))
                .Aggregate(default(FpgaResources), (sum, module) => sum + module.Resources);
            int row = published.Find(("module", name));
            foreach ((string column, double modelled) in new[]
            {
                ("LUT", all.Luts), ("FF", all.Ffs), ("DSP", all.Dsps), ("BRAM36", all.Bram36), ("URAM", all.Urams),
            })
            {
                if (published.Number(row, column) is { } number)
                {
                    yield return new ReproductionRow($"v2/{name}", column.ToLowerInvariant(), "1", number, modelled,
                        ReproductionKind.Calibrated)
                    {
                        Note = name == "WBMU" && column == "URAM"
                            ? "Q was chosen among those with which it is so"
                            : null,
                    };
                }
            }
        }
    }

    private static IEnumerable<ReproductionRow> Variants(Design design)
    {
        ReferenceTable published = ReferenceTable.Load("tellme_tlmm_ablation.csv");
        var fabric = (TableLookupFabric)design.Fabric;
        foreach ((string name, LookupVariant variant) in new[]
        {
            ("naive", LookupVariant.Naive), ("half", LookupVariant.Half), ("full", LookupVariant.Full),
        })
        {
            int row = published.Find(("version", "v2"), ("method", name));
            yield return new ReproductionRow(
                $"v2/engine, {name}", "lut", "1", published.Number(row, "LUT"),
                EngineLuts.Of(fabric with { Variant = variant }).Total,
                variant == LookupVariant.Full ? ReproductionKind.Calibrated : ReproductionKind.Predicted)
            {
                Note = variant == LookupVariant.Full
                    ? "Q was chosen by this figure"
                    : "given Q; how adders and tables are built was chosen with the three figures in view",
            };
        }
    }

    private static ReproductionRow Power(Design design, PriceBook prices, ActivityCounts counts)
    {
        Precision precision = design.Precision.Over(design.Fabric.DefaultPrecision);
        double joules = PriceList.Compile(prices, design, precision).Price(counts).Total.Value;
        return new ReproductionRow("v2/decode", "power_w", "W", PublishedWatts,
            joules / (counts.Cycles / design.Clock.Value), ReproductionKind.Predicted)
        {
            Note = "what the published power includes is not known; here it is the whole board, 3.8 W of it idle as "
                + "measured on another design, and coefficients of a routed Alveo U50, each right to a factor of two",
        };
    }
}
