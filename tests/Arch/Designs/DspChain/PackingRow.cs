using System.Globalization;
using Accel.Arch.Designs.DspChain;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Designs.DspChain;

/// <summary>A row of dspchain_packing_derived.csv, with the packing that Accel derives for its port.</summary>
public sealed record PackingRow(
    DspPrimitive Primitive, SliceMode Mode, bool Signed, bool WeightsAreWide, int Spacing, int Guard, long MaximumSums,
    long MaximumSumsWithoutMinimum, string WeightOffsets, string ActivationOffsets)
{
    /// <exception cref="InvalidOperationException">There is no packing.</exception>
    public DspPacking Packing => DspPacking.Derive(Primitive, Mode.WeightBits, Mode.ActivationBits, Mode.Weights,
        Mode.Activations, Signed, WeightsAreWide)!.Value;

    public override string ToString() => $"{Primitive}-{Mode}-{(Signed ? 's' : 'u')}-{(WeightsAreWide ? 'w' : 'a')}";

    public static IReadOnlyList<PackingRow> All { get; } =
    [
        .. ReferenceCsv.Read("dspchain_packing_derived.csv").Select(row => new PackingRow(
            row["dsp"] == "DSP48E2" ? DspPrimitive.Dsp48E2 : DspPrimitive.Dsp58,
            new SliceMode(row.Int("weight_bits_signed"), row.Int("act_bits"), row.Int("weights_per_dsp"),
                row.Int("acts_per_dsp")),
            row["act_sign"] == "s", row["wide_port"] == "W_on_27", row.Int("lane_spacing"), row.Int("guard_bits"),
            row.Count("max_sums_full_range"), row.Count("max_sums_symmetric_weights"), row["weight_offsets"],
            row["act_offsets"])),
    ];

    public static IEnumerable<PackingRow> OfDsp48E2 => All.Where(row => row.Primitive == DspPrimitive.Dsp48E2);

    public static string Joined(IEnumerable<int> offsets) =>
        string.Join('/', offsets.Select(offset => offset.ToString(CultureInfo.InvariantCulture)));
}
