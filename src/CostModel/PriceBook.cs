using System.Collections.Frozen;
using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.CostModel.Asic;
using Accel.CostModel.BitSerial;
using Accel.CostModel.Sram;

namespace Accel.CostModel;

/// <summary>
/// A technology made ready for pricing. Build one for each technology and keep it; safe on all threads.
/// </summary>
public sealed class PriceBook
{
    private readonly FrozenDictionary<string, Price> _components;
    private readonly SramModel? _sram;

    /// <exception cref="ArgumentException">
    /// The SRAM tables of a technology that is no device are empty or contradict themselves.
    /// </exception>
    public PriceBook(Technology technology)
    {
        ArgumentNullException.ThrowIfNull(technology);
        Technology = technology;
        _sram = technology.Device is null ? new SramModel(technology.SramAnchors, technology.SramGrid) : null;
        _components = technology.Components.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public Technology Technology { get; }

    /// <exception cref="InvalidOperationException">The technology is a device, which has no SRAM macros.</exception>
    public SramModel Sram => _sram
        ?? throw new InvalidOperationException($"{Technology.Name} is a device and has no SRAM macros");

    /// <summary>The price that the technology lists for a component; null where its structure is priced.</summary>
    public Price? Listed(in Component component) => _components.GetValueOrDefault(component.Kind);

    /// <summary>The price of a component of the inventory that is not SRAM: the listed one, or its structure's.</summary>
    /// <exception cref="KeyNotFoundException">The technology neither lists the kind nor prices its structure.</exception>
    /// <remarks>A PE core may be absent: then the PE is its lanes and nothing else.</remarks>
    public LogicPrice Of(in Component component, Design design, Precision precision)
    {
        if (_components.TryGetValue(component.Kind, out Price? price))
        {
            return new(price.AreaUm2, price.EnergyPj, price.LeakageMw);
        }

        if (IsOptional(component) && _components.ContainsKey(LaneOf(design)))
        {
            return default;
        }

        if (Technology.Logic is null)
        {
            Technology.Component(component.Kind);
        }

        return LogicPricer.Quick(DesignBlocks.Of(component, design, precision), Technology, design.Clock.Value);
    }

    /// <summary>Leakage of an SRAM of so many bytes, in watts.</summary>
    public double SramLeakageWatts(double bytes) => Technology.SramLeakageMwPerMebibyte * 1e-3 * bytes / (1 << 20);

    private static string LaneOf(Design design) =>
        design.Fabric is BitSerialFabric fabric ? BitSerialInventory.LaneKind(fabric.PeKind) : string.Empty;

    private static bool IsOptional(in Component component) =>
        component.Role == ComponentRole.Pe && component.Kind.EndsWith("-core", StringComparison.Ordinal);
}
