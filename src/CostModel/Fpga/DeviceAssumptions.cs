using System.Globalization;
using Accel.Arch.Designs;
using Accel.Arch.Devices;
using Accel.Arch.Technologies;

namespace Accel.CostModel.Fpga;

/// <summary>Lists what the figures of a design on a device rest on.</summary>
internal static class DeviceAssumptions
{
    public static IEnumerable<Assumption> Of(Technology technology, Design design)
    {
        FpgaDevice device = technology.Device!;
        foreach (ResourceModule module in ResourceBreakdown.Of(design)?.Modules ?? [])
        {
            FpgaResources resources = module.Resources;
            if (resources != default)
            {
                yield return new(Format($"{module.Name}: {resources.Luts:0} LUT, {resources.Ffs:0} FF, ")
                    + Format($"{resources.Dsps:0.#} DSP, {resources.Bram36:0.#} BRAM36, {resources.Urams:0.#} URAM"),
                    module.Source, module.IsEstimated);
            }
        }

        yield return new($"resources of {technology.Name}", device.CapacitySource, IsEstimate(device.CapacitySource));
        yield return new(Format($"static power {device.Power.StaticWatts:0.######} W: {device.Power.Boundary}"),
            device.Power.StaticSource, device.Power.IsStaticEstimated);
        foreach (FpgaElement element in Enum.GetValues<FpgaElement>())
        {
            FpgaEnergy energy = device.Power[element];
            yield return new(Format($"{Describe(element)} takes {energy.Picojoules:0.######} pJ a cycle"),
                energy.Source, energy.IsEstimated);
        }

        yield return new("a module takes energy in cycles at work only, but for the clock of its flip-flops",
            "estimated: designs from high-level synthesis hold idle modules by enables, not by gating their clock",
            true);
        (string dram, string source) = DramPricing.Describe(technology, design);
        string share = design.Fabric.DramEfficiency is null && !design.MayComputeDramEfficiency
            ? Format($", {design.DramEfficiency:P0} of peak bandwidth")
            : string.Empty;
        yield return new(dram + share, share.Length > 0 ? source : source.Split("; efficiency:")[0],
            IsEstimate(source));
    }

    private static string Describe(FpgaElement element) => element switch
    {
        FpgaElement.Lut => "a LUT at work",
        FpgaElement.MemoryLut => "a LUT as memory at work",
        FpgaElement.FlipFlop => "a flip-flop at work",
        FpgaElement.Clock => "a flip-flop's clock, always,",
        FpgaElement.Dsp => "a DSP slice at work",
        FpgaElement.Bram36 => "a block RAM at work",
        _ => "an Ultra RAM at work",
    };

    private static bool IsEstimate(string source) => source.StartsWith("estimated", StringComparison.Ordinal);

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
