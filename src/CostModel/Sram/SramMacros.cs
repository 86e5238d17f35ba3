using Accel.Arch.Technologies;
using Accel.CostModel.Estimates;

namespace Accel.CostModel.Sram;

/// <summary>SRAM macros of one flavour of cells at one temperature in a technology: one port, one bank each.</summary>
/// <remarks>
/// <para>Figures are those of the technology's table at its runs, and between them as <see cref="SramSurface"/> has
/// it. Dynamic energy, area and access time do not depend on temperature (CACTI 7, every pair of runs), so that any
/// temperature takes them from the flavour's fullest table; leakage comes from the very temperature or is not known.
/// </para>
/// <para>The band has three parts in quadrature: 10 % for the choice of organisation (what CACTI itself moves by when
/// it optimises for energy-delay instead of its square), what leaving out runs of the table showed, by how far the next
/// run is, and what carrying the table over from other nodes adds. In a hole each octave after the first adds another
/// 10 % (estimated), beyond the table each adds 8 to 25 %. It is a band about what CACTI says: Horowitz's memories at
/// 45 nm take 1.1 to 1.7 times the energies of LSTP cells.</para>
/// </remarks>
public sealed class SramMacros
{
    /// <summary>The smallest macro that was run at any node; a smaller one is taken to have its area.</summary>
    /// <remarks>Compilers of macros end about there too; CACTI's periphery would shrink on with the words.</remarks>
    public const double LeastBytes = 1024;

    private const double OrganisationError = 0.1;

    private const double ErrorOfAnotherOctave = 0.1;

    private const double WidestBand = 0.9;

    private readonly SramTable _table;
    private readonly SramSurface _read;
    private readonly SramSurface _write;
    private readonly SramSurface _area;
    private readonly SramSurface? _access;
    private readonly SramSurface? _leakage;

    private SramMacros(SramTable full, SramTable? hot)
    {
        _table = full;
        _read = SramSurface.Of(SramQuantity.Read, full)!;
        _write = SramSurface.Of(SramQuantity.Write, full)!;
        _area = SramSurface.Of(SramQuantity.Area, full)!;
        _access = SramSurface.Of(SramQuantity.Access, full);
        _leakage = hot is null ? null : ReferenceEquals(hot, full) ? SramSurface.Of(SramQuantity.Leakage, full)
            : SramSurface.Of(SramQuantity.Leakage, hot, SramSurface.Of(SramQuantity.Leakage, full));
        Source = hot is null || ReferenceEquals(hot, full) ? full.Source : $"{full.Source}; leakage: {hot.Source}";
    }

    public string Source { get; }

    public string Flavour => _table.Flavour;

    /// <summary>Whether its areas are those of memories in chips, with the ports and wires that they have.</summary>
    public bool HasAreaOfChips => Flavour == "published";

    /// <summary>The macros that a technology has.</summary>
    /// <param name="flavour">Null takes that of the first table.</param>
    /// <param name="kelvin">Null takes the temperature of the flavour's first table.</param>
    /// <exception cref="NotPricedException">The technology has no table of the flavour.</exception>
    public static SramMacros Of(Technology technology, string? flavour = null, double? kelvin = null)
    {
        ArgumentNullException.ThrowIfNull(technology);
        if (technology.SramTables.Count == 0)
        {
            throw new NotPricedException($"{technology.Name} has no SRAM tables");
        }

        string cells = flavour ?? technology.SramTables[0].Flavour;
        SramTable[] tables = [.. technology.SramTables.Where(table => table.Flavour == cells)];
        if (tables.Length == 0)
        {
            throw new NotPricedException($"{technology.Name} has no SRAM of flavour '{cells}'",
                $"flavour={string.Join(" or ", technology.SramTables.Select(table => table.Flavour).Distinct())}")
            {
                Parameter = "flavour",
            };
        }

        double temperature = kelvin ?? tables[0].Kelvin;
        return new SramMacros(tables.MaxBy(table => table.Runs.Count)!,
            Array.Find(tables, table => table.Kelvin == temperature));
    }

    /// <summary>Energies and area of a macro. Allocates nothing.</summary>
    public SramPrice Price(double bytes, double bits) =>
        new(_read.At(bytes, bits), _write.At(bytes, bits), AreaMm2(bytes, bits));

    /// <summary>Leakage in milliwatts, or null where it is not known at this temperature.</summary>
    public double? LeakageMw(double bytes, double bits) => _leakage?.At(bytes, bits);

    /// <summary>Access time in nanoseconds, or null where it is not known.</summary>
    public double? AccessNs(double bytes, double bits) => _access?.At(bytes, bits);

    /// <summary>Whether the table ends before this size or width.</summary>
    public bool IsExtrapolated(double bytes, double bits) => _read.OctavesBeyond(bytes, bits) > 0;

    /// <summary>What a macro costs, and how far to trust it.</summary>
    public Estimate Estimate(double bytes, double bits) => new()
    {
        EnergyJ = Figure(SramQuantity.Read, _read, bytes, bits, 1e-12),
        WriteEnergyJ = Figure(SramQuantity.Write, _write, bytes, bits, 1e-12),
        AreaMm2 = Figure(SramQuantity.Area, _area, bytes, bits, 1) with { Value = AreaMm2(bytes, bits) },
        LeakageW = _leakage is { } leakage ? Figure(SramQuantity.Leakage, leakage, bytes, bits, 1e-3) : null,
        DelayS = _access is { } access ? Figure(SramQuantity.Access, access, bytes, bits, 1e-9) : null,
        Source = IsExtrapolated(bytes, bits) ? $"{Source}; beyond the table" : Source,
    };

    private double AreaMm2(double bytes, double bits) => _area.At(Math.Max(bytes, LeastBytes), bits);

    private Figure Figure(SramQuantity quantity, SramSurface surface, double bytes, double bits, double unit)
    {
        const double AtARun = 1e-9;
        double octaves = surface.Octaves(bytes, bits);
        double beyond = surface.OctavesBeyond(bytes, bits);
        double near = quantity.OctaveError * Math.Min(octaves, 1);
        double band = Math.Sqrt((OrganisationError * OrganisationError) + (near * near)
            + (_table.Uncertainty * _table.Uncertainty)) + (quantity.BeyondError * beyond)
            + (ErrorOfAnotherOctave * Math.Max(0, octaves - 1 - beyond));
        Basis basis = beyond > 0 || _table.Basis == SramTableBasis.Estimated ? Basis.Estimated
            : _table.Basis == SramTableBasis.Scaled ? Basis.Scaled
            : _table.Basis == SramTableBasis.Run && octaves < AtARun ? Basis.Table
            : Basis.Interpolated;
        return new Figure(surface.At(bytes, bits) * unit, Math.Min(band, WidestBand), basis);
    }
}
