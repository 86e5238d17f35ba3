using System.Globalization;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Devices;
using Accel.CostModel.Fpga;
using Accel.CostModel.TableLookup;
using Accel.Tests.CostModel.TableLookup;
using Accel.Tests.Support;

namespace Accel.Tests.Docs;

/// <summary>docs/fpga.md has the published and the modelled resources of TeLLMe v2.</summary>
public class FpgaDocsTests
{
    private const string Document = "fpga.md";

    private static readonly ResourceBreakdown Tellme = ResourceBreakdown.Of(KvDesign.Tellme)!;

    /// <summary>Q was chosen by the full tables.</summary>
    [Test]
    public void Variants_InTheTable_AreThoseOfTheModel() => DocumentBlock.Check(Document, "variants",
        new[] { "| variant | published LUT | modelled, Q = 24 | difference | kind |", "|---|---:|---:|---:|---|" }
        .Concat(ReferenceCsv.Read("tellme_tlmm_ablation.csv").Where(row => row["version"] == "v2").Select(row =>
        {
            LookupVariant variant = Enum.Parse<LookupVariant>(row["method"], ignoreCase: true);
            double luts = EngineLuts.Of(KvDesign.Fabric with { Variant = variant }).Total;
            string kind = variant == LookupVariant.Full ? "calibrated: Q" : "predicted, given Q";
            return $"| {row["method"]} | {Cells(row.Number("LUT"), luts)} | {kind} |";
        })));

    [Test]
    public void Modules_InTheTable_AreThoseOfTheModel()
    {
        Dictionary<string, ReferenceCsv> published = ReferenceCsv.Read("tellme_v2_resources.csv")
            .ToDictionary(row => row["module"]);
        DocumentBlock.Check(Document, "modules",
        [
            "| module | resource | published | modelled | difference | kind |",
            "|---|---|---:|---:|---:|---|",
            Line(published, "TLMM-FUSE", "LUT", "calibrated", TableLookupResources.Engine,
                TableLookupResources.Elementwise),
            Line(published, "TLMM-FUSE", "DSP", "calibrated", TableLookupResources.Engine,
                TableLookupResources.Elementwise),
            Line(published, "RPA", "LUT", "calibrated", TableLookupResources.PrefillAttention),
            Line(published, "RPA", "DSP", "calibrated", TableLookupResources.PrefillAttention),
            Line(published, "DA", "LUT", "calibrated", TableLookupResources.DecodeAttention),
            Line(published, "DA", "DSP", "calibrated", TableLookupResources.DecodeAttention),
            Line(published, "WBMU", "LUT", "calibrated", TableLookupResources.Weights),
            Line(published, "WBMU", "URAM", "calibrated: Q", TableLookupResources.Weights),
            Line(published, "remainder", "LUT", "calibrated", Rest),
            Line(published, "remainder", "DSP", "calibrated", Rest),
            Line(published, "remainder", "URAM", "calibrated", Rest),
            Line(published, "whole", "LUT", "sum of the above", All),
            Line(published, "whole", "FF", "calibrated", All),
            Line(published, "whole", "DSP", "sum of the above", All),
            Line(published, "whole", "BRAM36", "calibrated", All),
            Line(published, "whole", "URAM", "sum of the above", All),
        ]);
    }

    private static string[] Rest { get; } =
        [TableLookupResources.Norm, TableLookupResources.Vectors, TableLookupResources.Interconnect];

    private static string[] All { get; } = [.. Tellme.Modules.Select(module => module.Name)];

    private static string Line(Dictionary<string, ReferenceCsv> published, string module, string resource, string kind,
        params string[] names)
    {
        FpgaResources sum = names.Aggregate(default(FpgaResources), (total, name) => total + Tellme[name]);
        double modelled = resource switch
        {
            "LUT" => sum.Luts,
            "FF" => sum.Ffs,
            "DSP" => sum.Dsps,
            "BRAM36" => sum.Bram36,
            _ => sum.Urams,
        };
        return $"| {module} | {resource} | {Cells(published[module].Number(resource), modelled)} | {kind} |";
    }

    private static string Cells(double published, double modelled) => string.Create(CultureInfo.InvariantCulture,
        $"{published:#,0.#} | {modelled:#,0.#} | {((modelled / published) - 1) * 100:+0.0;-0.0;0.0} %");
}
