using System.Globalization;
using Accel.Arch.Devices;

namespace Accel.Arch.Technologies;

/// <summary>A process node as data: what PEs, edge units, SRAM and DRAM cost. One YAML file each.</summary>
public sealed record Technology
{
    /// <summary>Stands where no technology was given or it could not be read; prices nothing.</summary>
    public static readonly Technology None = new() { Name = "none" };

    public required string Name { get; init; }

    public string Source { get; init; } = string.Empty;

    public double NodeNm { get; init; }

    /// <summary>Nominal supply in volts, or null where nothing rests on it.</summary>
    public double? SupplyVolts { get; init; }

    /// <summary>The FPGA that this technology is, or null for a process node.</summary>
    public FpgaDevice? Device { get; init; }

    /// <summary>Factor on the energy of <see cref="Components"/> from synthesis to place and route.</summary>
    public double PostLayoutEnergyFactor { get; init; } = 1;

    /// <summary>Share of a PE's active energy that it takes in a clocked cycle without work.</summary>
    public double IdleEnergyShare { get; init; }

    /// <summary>What standard cells cost; null where logic has listed prices only.</summary>
    public LogicProcess? Logic { get; init; }

    /// <summary>Prices by component kind: <c>pe-bit-serial</c>, <c>pe-fp16</c>, <c>term-encoder</c>, ...</summary>
    public IReadOnlyDictionary<string, Price> Components { get; init; } = new Dictionary<string, Price>();

    /// <summary>CACTI runs at this very node, all of one bank size: the anchors.</summary>
    public IReadOnlyList<SramPoint> SramAnchors { get; init; } = [];

    /// <summary>A grid of sizes and widths that gives the shape between and beyond the anchors.</summary>
    public IReadOnlyList<SramPoint> SramGrid { get; init; } = [];

    /// <summary>Leakage of SRAM in milliwatts per mebibyte.</summary>
    public double SramLeakageMwPerMebibyte { get; init; }

    /// <summary>
    /// Macros by flavour and temperature; the first is meant where nothing is said. They price what has no anchors.
    /// </summary>
    public IReadOnlyList<SramTable> SramTables { get; init; } = [];

    /// <summary>Whether designs price their buffers by anchors: those that name no flavour do.</summary>
    public bool HasSramAnchors => SramAnchors.Count > 0;

    public string SramSource { get; init; } = string.Empty;

    public IReadOnlyDictionary<string, DramPrice> Dram { get; init; } = new Dictionary<string, DramPrice>();

    /// <summary>Why logic cannot run at a supply; null when it can.</summary>
    public string? WhyNotAt(double volts) => SupplyVolts is not { } nominal
        ? $"voltage: {Name} has no nominal supply"
        : volts >= nominal * LeastSupply && volts <= nominal * MostSupply ? null
        : string.Create(CultureInfo.InvariantCulture, $"voltage: {volts} V is not within {nominal * LeastSupply:0.###} "
            + $"to {nominal * MostSupply:0.###} V, as far as the laws of {Name} carry");

    /// <summary>Shares of the nominal supply within which energy and delay follow their laws: estimated.</summary>
    private const double LeastSupply = 0.7, MostSupply = 1.2;

    /// <summary>The price of a component kind.</summary>
    /// <exception cref="KeyNotFoundException">The technology does not price it.</exception>
    public Price Component(string kind) => Components.TryGetValue(kind, out Price? price)
        ? price
        : throw new KeyNotFoundException($"technology {Name} has no price for '{kind}'");

    /// <inheritdoc cref="Component"/>
    public DramPrice DramPrice(string type) => Dram.TryGetValue(type, out DramPrice? price)
        ? price
        : throw new KeyNotFoundException($"technology {Name} has no price for DRAM '{type}'");
}
