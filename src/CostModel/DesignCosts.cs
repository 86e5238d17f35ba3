using Accel.Arch.Designs;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.CostModel.Asic;
using Accel.CostModel.Estimates;
using Accel.CostModel.Fpga;
using Accel.CostModel.Sram;

namespace Accel.CostModel;

/// <summary>A whole design as a tree of what it is built of, each figure with its band.</summary>
/// <remarks>
/// Energy is that of a cycle in which everything works: each PE, each edge unit, one access of each bank. A run has
/// fewer events, and <see cref="PriceList"/> counts them.
/// </remarks>
public static class DesignCosts
{
    /// <summary>Band of a price that somebody published, and of one that nobody did.</summary>
    private const double PublishedUncertainty = 0.15, EstimatedUncertainty = 0.5;

    /// <summary>CACTI's own choice of organisation, and interpolation in its tables.</summary>
    private const double SramUncertainty = 0.2;

    /// <summary>LUTs of a design's modules beside published reports.</summary>
    private const double LutUncertainty = 0.25;

    /// <summary>The tree of a design for a precision.</summary>
    /// <exception cref="KeyNotFoundException">The technology does not price a component.</exception>
    public static CostNode Of(PriceBook book, Design design, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(design);
        return Node(design.Name, 1, ResourceBreakdown.Of(design.In(precision)) is { } modules
            ? [.. modules.Modules.Select(module => new Part(module.Name.Split('/'), 1, OfModule(module, design)))]
            : Components(book, design, precision));
    }

    private static List<Part> Components(PriceBook book, Design design, Precision precision)
    {
        List<Part> parts = [];
        foreach (ref readonly Component component in Inventory.Of(design, precision).Components)
        {
            if (book.IsAbsent(component, design))
            {
                continue;
            }

            string[] path = component.Path.Split('/');
            if (!component.IsSram)
            {
                parts.Add(new Part(path, component.Count, OfLogic(book, component, design, precision)));
            }
            else if (book.Macros(design.Buffers.Flavour) is { } macros)
            {
                (CostNode bank, Estimate? wires) =
                    BufferSram.Of(macros, book.Registers, component, book.Technology.SupplyVolts);
                parts.Add(new Part([.. path, bank.Name], component.Count, bank.Each));
                if (wires is not null)
                {
                    parts.Add(new Part([.. path, "wires"], 1, wires));
                }
            }
            else
            {
                parts.Add(new Part(path, component.Count, OfAnchoredBank(book, component)));
            }
        }

        return parts;
    }

    private static Estimate OfModule(ResourceModule module, Design design) => new()
    {
        Resources = module.Resources, LutUncertainty = LutUncertainty,
        Source = $"structure of its modules; {design.Technology.Source}",
    };

    private static Estimate OfLogic(PriceBook book, in Component component, Design design, Precision precision)
    {
        if (book.Listed(component) is not { } listed)
        {
            Estimate each = LogicPricer.Price(
                DesignBlocks.Of(component, design, precision), book.Technology, design.Clock.Value, design.Voltage);
            return each with
            {
                EnergyJ = each.EnergyJ is { } energy ? Figure.Product(energy, book.LayoutFactor(component)) : null,
            };
        }

        double supply = LogicPricer.VoltageSquared(book.Technology, design.Voltage);
        (double band, Basis basis) = listed.IsEstimated
            ? (EstimatedUncertainty, Basis.Estimated) : (PublishedUncertainty, Basis.Table);
        return new Estimate
        {
            AreaMm2 = new Figure(listed.AreaUm2 * 1e-6, band, basis),
            EnergyJ = new Figure(
                listed.EnergyPj * supply * book.LayoutFactor(component).Value * 1e-12, band, basis),

            // A listed 0 says that nobody published one.
            LeakageW = listed.LeakageMw > 0 ? new Figure(listed.LeakageMw * supply * 1e-3, band, basis) : null,
            Source = listed.Source,
        };
    }

    private static Estimate OfAnchoredBank(PriceBook book, in Component component)
    {
        SramPrice bank = book.Sram.Bank(component.BankBytes, component.BankBits);
        double leakage = book.SramLeakageWatts(component.BankBytes);
        Figure Of(double value) => new(value, SramUncertainty, Basis.Interpolated);
        return new Estimate
        {
            AreaMm2 = Of(bank.AreaMm2), EnergyJ = Of(bank.ReadPj * 1e-12), WriteEnergyJ = Of(bank.WritePj * 1e-12),
            LeakageW = leakage > 0 ? Of(leakage) : null,
            Source = book.Technology.SramSource,
        };
    }

    /// <summary>Parts whose paths begin alike stand below one node.</summary>
    private static CostNode Node(string name, int depth, IReadOnlyList<Part> parts) => CostNode.Of(name, 1,
        [.. parts.GroupBy(part => part.Path[depth - 1]).Select(group => group.First() is var first && group.Count() == 1
            ? CostNode.Leaf(string.Join('/', first.Path.Skip(depth - 1)), first.Count, first.Each)
            : Node(group.Key, depth + 1, [.. group]))]);

    private sealed record Part(string[] Path, long Count, Estimate Each);
}
