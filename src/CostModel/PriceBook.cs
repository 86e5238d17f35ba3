using System.Collections.Frozen;
using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.CostModel.Asic;
using Accel.CostModel.BitSerial;
using Accel.CostModel.Estimates;
using Accel.CostModel.Sram;

namespace Accel.CostModel;

/// <summary>
/// A technology made ready for pricing. Build one for each technology and keep it; safe on all threads.
/// </summary>
public sealed class PriceBook
{
    private readonly FrozenDictionary<string, Price> _components;
    private readonly SramModel? _sram;
    private readonly FrozenDictionary<string, Lazy<SramMacros>> _macros;
    private readonly RegisterPrices? _registers;

    /// <exception cref="ArgumentException">
    /// The SRAM tables of a technology that is no device are empty or contradict themselves.
    /// </exception>
    public PriceBook(Technology technology)
    {
        ArgumentNullException.ThrowIfNull(technology);
        Technology = technology;
        _sram = technology.Device is null && technology.HasSramAnchors
            ? new SramModel(technology.SramAnchors, technology.SramGrid) : null;
        _macros = technology.SramTables.Select(table => table.Flavour).Distinct().ToFrozenDictionary(
            flavour => flavour, flavour => new Lazy<SramMacros>(() => SramMacros.Of(technology, flavour)),
            StringComparer.Ordinal);
        _registers = RegisterPrices.IsPriced(technology) ? RegisterPrices.Of(technology) : null;
        _components = technology.Components.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public Technology Technology { get; }

    /// <exception cref="InvalidOperationException">
    /// The technology has no anchors: a device, or tables alone.
    /// </exception>
    public SramModel Sram => _sram
        ?? throw new InvalidOperationException($"{Technology.Name} has no anchors of SRAM macros");

    /// <summary>
    /// The macros that a design's buffers are built of, or null where they are priced by <see cref="Sram"/>.
    /// </summary>
    /// <param name="flavour">The cells that the design names, or null.</param>
    /// <exception cref="KeyNotFoundException">The technology has no such cells.</exception>
    public SramMacros? Macros(string? flavour) => flavour is null && _sram is not null ? null
        : flavour is null && Technology.SramTables.Count == 0
            ? throw new KeyNotFoundException($"technology {Technology.Name} has no SRAM")
        : _macros.TryGetValue(flavour ?? Technology.SramTables[0].Flavour, out Lazy<SramMacros>? macros) ? macros.Value
            : throw new KeyNotFoundException($"technology {Technology.Name} has no SRAM of flavour '{flavour}'");

    /// <summary>What flip-flops of small banks cost; null where nothing says.</summary>
    public RegisterPrices? Registers => _registers;

    /// <summary>One of a design's buffers; allocates nothing once its macros have been met.</summary>
    /// <param name="leakageWatts">0 where it is not known.</param>
    /// <inheritdoc cref="Macros"/>
    public BufferPrice Buffer(string? flavour, in Component buffer, out double leakageWatts)
    {
        if (Macros(flavour) is { } macros)
        {
            return BufferSram.Price(macros, _registers, buffer, Technology.SupplyVolts, out leakageWatts);
        }

        SramPrice bank = Sram.Bank(buffer.BankBytes, buffer.BankBits);
        leakageWatts = SramLeakageWatts(buffer.BankBytes * buffer.Count);
        return new(bank.ReadPj / buffer.BankBits, bank.WritePj / buffer.BankBits, bank.AreaMm2 * buffer.Count);
    }

    /// <summary>The price that the technology lists for a component; null where its structure is priced.</summary>
    public Price? Listed(in Component component) => _components.GetValueOrDefault(component.Kind);

    /// <summary>The price of a component that is not SRAM: the listed one, or its structure's.</summary>
    /// <exception cref="KeyNotFoundException">The technology neither lists the kind nor prices structures.</exception>
    /// <remarks>A PE core may be absent: then the PE is its lanes and nothing else.</remarks>
    public LogicPrice Of(in Component component, Design design, Precision precision)
    {
        if (_components.TryGetValue(component.Kind, out Price? price))
        {
            double supply = LogicPricer.VoltageSquared(Technology, design.Voltage);
            return new(price.AreaUm2, price.EnergyPj * supply, price.LeakageMw * supply);
        }

        if (IsAbsent(component, design))
        {
            return default;
        }

        if (!design.IsPriced(component.Kind))
        {
            Technology.Component(component.Kind);
        }

        return LogicPricer.Quick(
            DesignBlocks.Of(component, design, precision), Technology, design.Clock.Value, design.Voltage);
    }

    /// <summary>
    /// Energy of a component laid out over the synthesized one: the listed prices' factor, or that of structures.
    /// </summary>
    public Figure LayoutFactor(in Component component) => Listed(component) is not null
        ? new Figure(Technology.PostLayoutEnergyFactor, 0, Basis.Table)
        : Technology.Logic?.LayoutEnergyFactor is { } factor
        ? new Figure(factor.Value, factor.Uncertainty, factor.Basis) : new Figure(1, 0, Basis.Counted);

    /// <summary>Leakage of an SRAM of so many bytes, in watts.</summary>
    public double SramLeakageWatts(double bytes) => Technology.SramLeakageMwPerMebibyte * 1e-3 * bytes / (1 << 20);

    private static string LaneOf(Design design) =>
        design.Fabric is BitSerialFabric fabric ? BitSerialInventory.LaneKind(fabric.PeKind) : string.Empty;

    /// <summary>Whether a PE has nothing but its lanes, as its listed prices say.</summary>
    public bool IsAbsent(in Component component, Design design) => IsOptional(component) && Listed(component) is null
        && (design.Fabric.HasOwnPrice(component.Kind) || _components.ContainsKey(LaneOf(design)));

    private static bool IsOptional(in Component component) =>
        component.Role == ComponentRole.Pe && component.Kind.EndsWith("-core", StringComparison.Ordinal);
}
