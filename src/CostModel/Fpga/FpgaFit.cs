using System.Globalization;
using Accel.Arch.Designs;
using Accel.Arch.Devices;

namespace Accel.CostModel.Fpga;

/// <summary>Whether a design fits its device, and what to change when it does not.</summary>
public static class FpgaFit
{
    /// <summary>The shares up to which timing usually closes (FINN, src/finn/util/platforms.py).</summary>
    private static double UsualShare(ResourceKind kind) => kind switch
    {
        ResourceKind.Lut or ResourceKind.MemoryLut => 0.7,
        ResourceKind.FlipFlop => 0.5,
        _ => 0.8,
    };

    /// <summary>The resource that a design exceeds most, or null when it fits. Allocates no text.</summary>
    public static ResourceKind? Exceeded(in FpgaResources needed, in FpgaResources capacity)
    {
        ResourceKind? worst = null;
        double most = 1;
        for (int i = 0; i < ResourceKinds.All.Count; i++)
        {
            double share = Share(ResourceKinds.All[i], needed, capacity);
            if (share > most)
            {
                (worst, most) = (ResourceKinds.All[i], share);
            }
        }

        return worst;
    }

    /// <summary>The share of a resource that is taken; infinite where there is none of what is needed.</summary>
    public static double Share(ResourceKind kind, in FpgaResources needed, in FpgaResources capacity)
    {
        double amount = ResourceKinds.AmountOf(kind, needed);
        return amount > 0 ? amount / ResourceKinds.AmountOf(kind, capacity) : 0;
    }

    /// <summary>One reason for all designs that exceed the same resource of a device; null when it fits.</summary>
    public static string? WhyNot(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        return design.Technology.Device is { } device && ResourceBreakdown.Of(design) is { } breakdown
            && Exceeded(breakdown.Total, device.Capacity) is { } kind
                ? string.Create(CultureInfo.InvariantCulture, $"it needs more {ResourceKinds.NameOf(kind)} than the "
                    + $"{ResourceKinds.AmountOf(kind, device.Capacity):#,0.#} of {design.Technology.Name}")
                : null;
    }

    /// <summary>By how much a design does not fit, with what would help; null when it fits.</summary>
    public static string? Describe(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        if (design.Technology.Device is not { } device || ResourceBreakdown.Of(design) is not { } breakdown)
        {
            return null;
        }

        FpgaResources needed = breakdown.Total;
        string[] parts =
        [
            .. ResourceKinds.All.Where(kind => Share(kind, needed, device.Capacity) > 1)
                .GroupBy(kind => ResourceBreakdown.Advice(design, kind))
                .Select(group => "it needs "
                    + string.Join(" and ", group.Select(kind => Amounts(kind, needed, device.Capacity)))
                    + $": {group.Key}"),
        ];
        return parts.Length == 0 ? null : string.Join("; ", parts);
    }

    /// <summary>What a design takes beyond the shares up to which timing usually closes; null when nothing.</summary>
    public static string? Caution(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        if (design.Technology.Device is not { } device || ResourceBreakdown.Of(design) is not { } breakdown)
        {
            return null;
        }

        FpgaResources needed = breakdown.Total;
        ResourceKind[] full =
        [
            .. ResourceKinds.All.Where(kind => Share(kind, needed, device.Capacity) > UsualShare(kind)),
        ];
        return full.Length == 0 ? null
            : $"it takes {string.Join(", ", full.Select(kind => Amounts(kind, needed, device.Capacity)))}: more than "
                + "the share up to which timing usually closes (70 % of LUTs, 50 % of FFs, 80 % of the rest)";
    }

    private static string Amounts(ResourceKind kind, in FpgaResources needed, in FpgaResources capacity)
    {
        double available = ResourceKinds.AmountOf(kind, capacity);
        string share = available > 0
            ? string.Create(CultureInfo.InvariantCulture, $" ({Share(kind, needed, capacity) * 100:0} %)")
            : string.Empty;
        return string.Create(CultureInfo.InvariantCulture,
            $"{Rounded(kind, needed):#,0.#} {ResourceKinds.NameOf(kind)} of {available:#,0.#}{share}");
    }

    /// <summary>Whole, but for halves of block RAMs.</summary>
    private static double Rounded(ResourceKind kind, in FpgaResources resources)
    {
        double amount = ResourceKinds.AmountOf(kind, resources);
        return kind == ResourceKind.Bram36 ? amount : Math.Ceiling(amount);
    }
}
