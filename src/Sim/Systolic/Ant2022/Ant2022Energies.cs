using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Technologies;
using Accel.Sim.Systolic.LoopTiling;

namespace Accel.Sim.Systolic.Ant2022;

/// <summary>The energies of ANT's simulator, in nanojoules, for one array.</summary>
/// <remarks>
/// The PE is priced by the design's technology; the rest are constants of the simulator, the same for every size of
/// array and buffer. It has two sets for DRAM: one chooses the tiling (<see cref="OfChoice"/>), the other makes the
/// figures that it reports (<see cref="Reported"/>).
/// </remarks>
/// <param name="CoreLeakage">Leakage of all PEs in a cycle.</param>
/// <param name="CoreDynamic">Energy of all PEs in a compute cycle.</param>
/// <param name="SramLeakage">Leakage of the three buffers in a cycle.</param>
public readonly record struct Ant2022Energies(double CoreLeakage, double CoreDynamic, double SramLeakage)
{
    private const double PicojoulesPerNanojoule = 1000;

    /// <summary>Joules of a cycle at 1 mW, in nanojoules, times hertz.</summary>
    private const double MilliwattsPerHertz = 1e6;

    /// <summary>Prices an array at the clock and technology of its design.</summary>
    /// <exception cref="KeyNotFoundException">The technology does not price the PE.</exception>
    public static Ant2022Energies Of(Design design, SystolicPe pe)
    {
        var fabric = (SystolicFabric)design.Fabric;
        Price price = design.Technology.Component(fabric.PeKind(pe));
        double perHertz = MilliwattsPerHertz / design.Clock.Value;
        return new Ant2022Energies(
            price.LeakageMw * fabric.Pes * perHertz,
            price.EnergyPj * fabric.Pes / PicojoulesPerNanojoule,
            Ant2022Constants.SramLeakageMw * perHertz);
    }

    /// <summary>The energy by which the simulator tells tilings of equal cycles apart.</summary>
    public double OfChoice(in LayerStatistics layer) =>
        (layer.Cycles * (CoreLeakage + SramLeakage + Ant2022Constants.ChoiceDramStatic))
        + (layer.ComputeCycles * CoreDynamic)
        + (layer.WeightReadBits * Ant2022Constants.WeightRead)
        + (layer.WeightWriteBits * Ant2022Constants.WeightWrite)
        + (layer.ActivationReadBits * Ant2022Constants.ActivationRead)
        + (layer.ActivationWriteBits * Ant2022Constants.ActivationWrite)
        + (layer.OutputReadBits * Ant2022Constants.OutputRead)
        + (layer.OutputWriteBits * Ant2022Constants.OutputWrite)
        + (layer.DramReadBits * Ant2022Constants.ChoiceDramRead)
        + (layer.DramWriteBits * Ant2022Constants.ChoiceDramWrite);

    /// <summary>The energies that the simulator reports for what <see cref="Ant2022Schedule"/> counts.</summary>
    /// <remarks>DRAM's bits are those written into the operands' buffers, and read for it from the outputs'.</remarks>
    /// <param name="activationFactor">Factor on the activation buffer; the Oltron fork has one.</param>
    public Ant2022Breakdown Reported(in ActivityCounts counts, double activationFactor = 1) => new(
        counts.Cycles * Ant2022Constants.DramStatic,
        ((counts.WeightWriteBits + counts.ActivationWriteBits) * Ant2022Constants.DramRead)
            + ((counts.OutputReadBits - counts.OutputWriteBits) * Ant2022Constants.DramWrite),
        (counts.WeightReadBits * Ant2022Constants.WeightRead)
            + (counts.WeightWriteBits * Ant2022Constants.WeightWrite)
            + (counts.ActivationReadBits * Ant2022Constants.ActivationRead * activationFactor)
            + (counts.ActivationWriteBits * Ant2022Constants.ActivationWrite * activationFactor)
            + (counts.OutputReadBits * Ant2022Constants.OutputRead)
            + (counts.OutputWriteBits * Ant2022Constants.OutputWrite),
        (counts.Cycles * CoreLeakage) + (counts.ComputeCycles * CoreDynamic));
}
