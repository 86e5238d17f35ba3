using System.Globalization;
using Accel.Arch.Designs;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.CostModel.Asic;
using Accel.CostModel.Estimates;
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
        (string dram, string source) = DramPricing.Describe(technology, design);
        list.Add(new(
            design.MayComputeDramEfficiency ? dram : dram + Format($", {design.DramEfficiency:P0} of peak bandwidth"),
            source, IsEstimate(source)));
        AddLayout(list, book, design, precision);
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

    /// <summary>From synthesis to layout: of listed prices and of structures, where the design has any.</summary>
    private static void AddLayout(List<Assumption> list, PriceBook book, Design design, Precision precision)
    {
        (bool hasListed, bool hasStructures) = (false, false);
        foreach (ref readonly Component component in Inventory.Of(design, precision).Components)
        {
            bool isListed = book.Listed(component) is not null;
            hasListed |= isListed;
            hasStructures |= !isListed && !component.IsSram && !book.IsAbsent(component, design);
        }

        Technology technology = book.Technology;
        if (hasListed)
        {
            list.Add(new(Format($"logic energy x {technology.PostLayoutEnergyFactor} from synthesis to layout; ")
                + "area unscaled", technology.Source, false));
        }

        if (hasStructures && technology.Logic?.LayoutEnergyFactor is { } factor)
        {
            list.Add(new(Format($"energy of logic priced by its structure x {factor.Value}, laid out"), factor.Source,
                factor.Basis == Basis.Estimated));
        }
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
        if (book.Macros(flavour) is { } macros)
        {
            return OfBuffer(book, macros, component);
        }

        SramPrice price = book.Sram.Bank(component.BankBytes, component.BankBits);
        bool extrapolated = book.Sram.IsExtrapolated(component.BankBytes, component.BankBits);
        string source = book.Technology.SramSource;
        string text = Banks(component)
            + Format($"read {price.ReadPj:G4} pJ, write {price.WritePj:G4} pJ, ")
            + Format($"{price.AreaMm2:G4} mm2 each{(extrapolated ? "; beyond the tables" : string.Empty)}");
        return new(text, source, extrapolated || IsEstimate(source));
    }

    private static Assumption OfBuffer(PriceBook book, SramMacros macros, in Component component)
    {
        (CostNode bank, Estimate? wires) =
            BufferSram.Of(macros, book.Registers, component, book.Technology.SupplyVolts);
        Estimate each = bank.Each;
        string text = Banks(component) + (bank.Parts.Count > 0 ? "register files, " : "a read and a write port, ")
            + Format($"read {each.EnergyJ!.Value.Value * 1e12:G4} pJ, ")
            + Format($"write {each.WriteEnergyJ!.Value.Value * 1e12:G4} pJ, {each.AreaMm2!.Value.Value:G4} mm2 each")
            + (wires is null ? string.Empty : Format($", wires {wires.EnergyJ!.Value.Value * 1e12:G4} pJ an access"))
            + (macros.IsExtrapolated(component.BankBytes, component.BankBits) ? "; beyond the tables" : string.Empty);
        return new(text, each.Source, each.EnergyJ.Value.Basis >= Basis.Scaled || IsEstimate(each.Source));
    }

    private static string Banks(in Component component) =>
        Format($"{component.Path}: {component.Count} banks of {component.BankBytes:0} B x ")
            + Format($"{component.BankBits:0.##} bit, ");

    private static bool IsEstimate(string source) => source.StartsWith(Estimated, StringComparison.Ordinal);

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
