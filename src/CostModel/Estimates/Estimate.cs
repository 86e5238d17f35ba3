using Accel.Arch.Devices;

namespace Accel.CostModel.Estimates;

/// <summary>What one thing costs, each figure where it is known, and where the figures come from.</summary>
public sealed record Estimate
{
    /// <summary>Standard cells or macro, in square millimetres.</summary>
    public Figure? AreaMm2 { get; init; }

    /// <summary>One operation, one access (a read, of memories) or one clocked cycle, in joules.</summary>
    public Figure? EnergyJ { get; init; }

    /// <summary>One write, of memories, in joules.</summary>
    public Figure? WriteEnergyJ { get; init; }

    /// <summary>Leakage in watts.</summary>
    public Figure? LeakageW { get; init; }

    /// <summary>From inputs to outputs, or the access time, in seconds.</summary>
    public Figure? DelayS { get; init; }

    /// <summary>One bit moved, of off-chip memories, in joules.</summary>
    public Figure? EnergyPerBitJ { get; init; }

    /// <summary>Share of the peak bandwidth, of off-chip memories.</summary>
    public Figure? BandwidthEfficiency { get; init; }

    /// <summary>LUTs, flip-flops and hard blocks of an FPGA; null in a process.</summary>
    public FpgaResources? Resources { get; init; }

    /// <summary>Half the width of the band of the LUTs, over their number.</summary>
    public double LutUncertainty { get; init; }

    /// <summary>Publication, tool or rule; several where the figures come from several.</summary>
    public required string Source { get; init; }

    /// <summary>The largest of the figures' uncertainties.</summary>
    public double Uncertainty => Math.Max(Resources is null ? 0 : LutUncertainty,
        new[] { AreaMm2, EnergyJ, WriteEnergyJ, LeakageW, DelayS, EnergyPerBitJ, BandwidthEfficiency }
            .Max(figure => figure?.Uncertainty ?? 0));

    /// <summary>So many of it: delay stays, what is sure stays sure.</summary>
    public Estimate Times(double count) => this with
    {
        AreaMm2 = AreaMm2 * count, EnergyJ = EnergyJ * count, WriteEnergyJ = WriteEnergyJ * count,
        LeakageW = LeakageW * count, Resources = Resources * count,
    };

    /// <summary>Parts side by side that work together; a figure that one part lacks the whole lacks too.</summary>
    /// <remarks>No delay: that is a matter of how the parts are connected.</remarks>
    public static Estimate Sum(IReadOnlyCollection<Estimate> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new Estimate
        {
            AreaMm2 = Sum(parts, part => part.AreaMm2), EnergyJ = Sum(parts, part => part.EnergyJ),
            WriteEnergyJ = Sum(parts, part => part.WriteEnergyJ), LeakageW = Sum(parts, part => part.LeakageW),
            Resources = parts.Count > 0 && parts.All(part => part.Resources is not null)
                ? parts.Aggregate(default(FpgaResources), (sum, part) => sum + part.Resources!.Value) : null,
            LutUncertainty = LutBand(parts),
            Source = string.Join("; ", parts.Select(part => part.Source).Distinct()),
        };
    }

    private static double LutBand(IReadOnlyCollection<Estimate> parts)
    {
        double luts = parts.Sum(part => part.Resources?.Luts ?? 0);
        return luts == 0 ? 0 : Math.Sqrt(parts.Sum(part =>
            Math.Pow((part.Resources?.Luts ?? 0) * part.LutUncertainty, 2))) / luts;
    }

    private static Figure? Sum(IReadOnlyCollection<Estimate> parts, Func<Estimate, Figure?> figure)
    {
        Figure sum = Figure.Zero;
        foreach (Estimate part in parts)
        {
            if (figure(part) is not { } value)
            {
                return null;
            }

            sum += value;
        }

        return parts.Count == 0 ? null : sum;
    }
}
