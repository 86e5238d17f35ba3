using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Devices;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.CostModel.DspChain;
using Accel.CostModel.Fpga;

namespace Accel.Explore.Reproductions.DspChain;

/// <summary>What FlightLLM takes of a U280, by the rows of its table of resources (arXiv 2401.03868).</summary>
/// <remarks>
/// Chains and buffers have no fitted constant, but of the readings that the paper's text leaves open, those were taken
/// which its table allows: such rows count as calibrated. Controller and interconnect are the published figures over
/// cores and channels.
/// </remarks>
public static class FlightllmCosts
{
    private const string SumNote = "the sum of the rows; of LUTs and flip-flops a third and half are calibrated";

    private static readonly (string Case, string[] Modules)[] Components =
    [
        ("MPE", [DspChainResources.Chains]),
        ("buffer",
        [
            DspChainResources.Weights, DspChainResources.Dequantizers, DspChainResources.Activations,
            DspChainResources.Outputs, DspChainResources.Indices, DspChainResources.Biases,
        ]),
        ("SFU", [DspChainResources.Vector]),
        ("controller", [DspChainResources.Controller]),
        ("interconnect", [DspChainResources.Interconnect]),
        ("total", []),
    ];

    /// <summary>The rows of a design with FlightLLM's geometry; those that are zero in both are left out.</summary>
    /// <remarks>
    /// With the buffers of the artifact, whatever the design has, and weights that only have to be widened: multipliers
    /// for scales of groups would be more than both rows have that they could be counted in.
    /// </remarks>
    public static IReadOnlyList<ReproductionRow> Rows(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        ReferenceTable published = ReferenceTable.Load("dspchain_flightllm_resources.csv");
        var fabric = (DspChainFabric)design.Fabric;
        Design whole = design with
        {
            Buffers = design.Buffers with
            {
                Weights = Bits.FromKibibytes(8192L * fabric.Cores),
                Activations = Bits.FromKibibytes(128),
                Outputs = Bits.FromKibibytes(128L * fabric.Cores), Banks = 16,
            },
            Precision = design.Precision with { Weights = TensorFormat.Parse("int4") },
        };
        ResourceBreakdown breakdown = DspChainResources.Of(whole, fabric);
        List<ReproductionRow> rows = [];
        foreach ((string name, string[] modules) in Components)
        {
            FpgaResources all = breakdown.Modules
                .Where(module => modules.Length == 0 || modules.Contains(module.Name))
                .Aggregate(default(FpgaResources), (sum, module) => sum + module.Resources);
            int row = published.Find(("component", name));
            foreach ((string column, double modelled) in new[]
            {
                ("LUT", all.Luts), ("FF", all.Ffs), ("DSP", all.Dsps), ("BRAM36", all.Bram36), ("URAM", all.Urams),
            })
            {
                double? reported = published.Number(row, column);
                if (reported is not 0 || modelled > 0)
                {
                    (ReproductionKind kind, string? note) = Explain(name, column);
                    string quantity = column.ToLowerInvariant();
                    rows.Add(new ReproductionRow(
                        $"u280/{name}", quantity, "1", reported, modelled, kind) { Note = note });
                }
            }
        }

        return rows;
    }

    /// <summary>What a figure rests on, and why it comes out as it does.</summary>
    private static (ReproductionKind Kind, string? Note) Explain(string component, string column) =>
        (component, column) switch
        {
            ("MPE", "LUT") => (ReproductionKind.Calibrated,
                "no constant fitted, a reading chosen: multiplexers of 16 for one activation of a slice in the chains "
                + "that matrix-vector products use; more of them exceed the published figure"),
            ("MPE", "FF") => (ReproductionKind.Calibrated,
                "no constant fitted, a reading chosen: the paths between groups of all chains pass a register of the "
                + "fabric"),
            ("MPE", _) => (ReproductionKind.Predicted, "slices of the artifact's geometry"),
            ("buffer", "LUT") => (ReproductionKind.Calibrated,
                "dequantizers are counted here: where the paper has them is not known, and was chosen by this figure"),
            ("buffer", "FF") => (ReproductionKind.Predicted, "a register of a word beside each bank, and addresses"),
            ("buffer", "BRAM36") => (ReproductionKind.Calibrated,
                "words and depths of the artifact, which is of another device; how many banks of indices there are was "
                + "chosen with this figure in view"),
            ("buffer", "URAM") => (ReproductionKind.Predicted,
                "the weight buffer alone; any one of several small buffers of the artifact is the rest"),
            ("SFU", _) => (ReproductionKind.Calibrated,
                "operators of a lane were chosen with the DSP slices in sight, flip-flops a LUT fitted"),
            ("interconnect", "BRAM36") => (ReproductionKind.Predicted, "not modelled"),
            ("controller" or "interconnect", _) => (ReproductionKind.Calibrated,
                "the published figure over cores or channels"),
            _ => (ReproductionKind.Calibrated, SumNote),
        };
}
