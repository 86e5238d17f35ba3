using System.Collections.Frozen;
using Accel.Arch.Technologies;
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

    /// <summary>The price of a component of the inventory that is not SRAM.</summary>
    /// <exception cref="KeyNotFoundException">The technology does not price the kind.</exception>
    /// <remarks>A PE core may be absent: then the PE is its lanes and nothing else.</remarks>
    public Price Of(in Component component)
    {
        if (_components.TryGetValue(component.Kind, out Price? price))
        {
            return price;
        }

        return IsOptional(component) ? Free : Technology.Component(component.Kind);
    }

    /// <summary>Leakage of an SRAM of so many bytes, in watts.</summary>
    public double SramLeakageWatts(double bytes) => Technology.SramLeakageMwPerMebibyte * 1e-3 * bytes / (1 << 20);

    private static readonly Price Free = new(0, 0, 0, "nothing shared between the lanes");

    private static bool IsOptional(in Component component) =>
        component.Role == ComponentRole.Pe && component.Kind.EndsWith("-core", StringComparison.Ordinal);
}
