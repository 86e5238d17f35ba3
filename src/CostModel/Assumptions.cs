using System.Globalization;
using Accel.Arch.Designs;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.CostModel.Asic;
using Accel.CostModel.Fpga;
using Accel.CostModel.Sram;

namespace Accel.CostModel;

/// <summary>
/// Lists the prices behind a design point, for reports: what, where from, and whether it is an estimate.
/// </summary>
public static class Assumptions
{
    private const string Estimated = "estimated";

    /// <inheritdoc cref="PriceList.Compile"/>
    public static IReadOnlyList<Assumption> Of(PriceBook book, Design design, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(design);
        if (book.Technology.Device is not null)
        {
            return [.. DeviceAssumptions.Of(book.Technology, design.In(precision))];
        }

        List<Assumption> list = [];
        foreach (ref readonly Component component in Inventory.Of(design, precision).Components)
        {
            list.Add(component.IsSram ? OfBank(book, design.Buffers.Flavour, component)
                : OfLogic(book, component, design, precision));
        }

        Technology technology = book.Technology;
        DramPrice dram = technology.DramPrice(design.Dram.Type);
        list.Add(new(
            Format($"DRAM {design.Dram.Type}: {dram.EnergyPjPerBit} pJ/bit, ")
                + Format($"{design.DramEfficiency:P0} of peak bandwidth"),
            dram.Source,
            IsEstimate(dram.Source)));
        list.Add(new(
            Format($"logic energy x {technology.PostLayoutEnergyFactor} from synthesis to layout; area unscaled"),
            technology.Source,
            false));
        list.Add(new(
            Format($"an idle PE takes {technology.IdleEnergyShare:P0} of its active energy"),
            "estimated: no published figure for a clocked PE without work",
            true));
        list.Add(book.Macros(design.Buffers.Flavour) is not { } macros
            ? new(Format($"SRAM leaks {technology.SramLeakageMwPerMebibyte} mW/MiB"), technology.SramSource, false)
            : macros.LeakageMw(1 << 20, 64) is { } leakage
                ? new(Format($"SRAM of {macros.Flavour} cells leaks {leakage:G3} mW a macro of 1 MiB"), macros.Source,
                    IsEstimate(macros.Source))
                : new($"SRAM of {macros.Flavour} cells leaks nothing: its leakage is not known in {technology.Name}",
                    "estimated: leakage does not follow from another node", true));
        return list;
    }

    private static Assumption OfLogic(PriceBook book, in Component component, Design design, Precision precision)
    {
        LogicPrice price = book.Of(component, design, precision);
        string text = Format($"{component.Path}: {component.Count} x {component.Kind}, {price.AreaUm2:G4} um2, ")
            + Format($"{price.EnergyPj:G4} pJ each");
        return book.Listed(component) is { } listed ? new(text, listed.Source, listed.IsEstimated)
            : new(text, $"from its structure and the standard cells of {book.Technology.Name}", true);
    }

    private static Assumption OfBank(PriceBook book, string? flavour, in Component component)
    {
        SramMacros? macros = book.Macros(flavour);
        SramPrice price = book.Bank(flavour, component.BankBytes, component.BankBits);
        bool extrapolated = macros?.IsExtrapolated(component.BankBytes, component.BankBits)
            ?? book.Sram.IsExtrapolated(component.BankBytes, component.BankBits);
        string source = macros?.Source ?? book.Technology.SramSource;
        string text = Format($"{component.Path}: {component.Count} banks of {component.BankBytes:0} B x ")
            + Format($"{component.BankBits:0.##} bit, read {price.ReadPj:G4} pJ, write {price.WritePj:G4} pJ, ")
            + Format($"{price.AreaMm2:G4} mm2 each{(extrapolated ? "; beyond the tables" : string.Empty)}");
        return new(text, source, extrapolated || IsEstimate(source));
    }

    private static bool IsEstimate(string source) => source.StartsWith(Estimated, StringComparison.Ordinal);

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
