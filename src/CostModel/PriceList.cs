using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Devices;
using Accel.Arch.Technologies;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.CostModel.Asic;
using Accel.CostModel.Fpga;

namespace Accel.CostModel;

/// <summary>
/// The prices of one design point at one precision: an inventory, priced, one figure for each counter.
/// </summary>
/// <remarks>
/// Energy is counters times prices, so that pricing is a dot product without allocation. Energies of logic carry the
/// technology's post-layout factor. All energies in picojoules.
/// </remarks>
public readonly record struct PriceList
{
    /// <summary>One PE working for one cycle.</summary>
    public double PeActivePj { get; internal init; }

    /// <summary>One PE clocked for one cycle without work.</summary>
    public double PeIdlePj { get; internal init; }

    /// <summary>One unit where weights enter, for one cycle.</summary>
    public double EncoderPj { get; internal init; }

    /// <summary>One decoder where activations enter, for one cycle.</summary>
    public double ActivationDecoderPj { get; internal init; }

    /// <summary>One update of an output accumulator.</summary>
    public double AccumulatorPj { get; internal init; }

    /// <summary>One multiply-accumulate in a unit for attention beside the array.</summary>
    public double AttentionPj { get; internal init; }

    /// <summary>One element in one pass of the vector unit.</summary>
    public double VectorPj { get; internal init; }

    public BufferPrice Weights { get; internal init; }

    public BufferPrice Activations { get; internal init; }

    public BufferPrice Outputs { get; internal init; }

    /// <summary>A byte read from DRAM in long runs, and its way on chip.</summary>
    public double DramPjPerByte { get; internal init; }

    /// <summary>What a byte that is written takes beyond one that is read.</summary>
    public double DramWriteExtraPjPerByte { get; internal init; }

    /// <summary>Opening and closing a row of DRAM; 0 where the technology's figure stands for all of it.</summary>
    public double DramRowPj { get; internal init; }

    public Watts StaticPower { get; internal init; }

    public double StaticPjPerCycle { get; internal init; }

    /// <summary>Zero where the design is built in a device.</summary>
    public AreaBreakdown Area { get; internal init; }

    /// <summary>What the design takes of its device; nothing where it is built in a technology.</summary>
    public FpgaResources Resources { get; internal init; }

    /// <summary>Prices a design's inventory, or its modules on a device.</summary>
    /// <exception cref="KeyNotFoundException">The technology does not price a component or the DRAM type.</exception>
    public static PriceList Compile(PriceBook book, Design design, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(design);
        if (book.Technology.Device is not null)
        {
            return DevicePrices.Compile(book.Technology, design.In(precision));
        }

        Tally tally = default;
        foreach (ref readonly Component component in Inventory.Of(design, precision).Components)
        {
            if (component.IsSram)
            {
                tally.AddBank(book, design.Buffers.Flavour, component);
            }
            else
            {
                tally.AddLogic(book.Of(component, design, precision), component, book.LayoutFactor(component).Value);
            }
        }

        return tally.Total(book.Technology, design);
    }

    /// <summary>The energy of what a run did.</summary>
    public EnergyBreakdown Price(in ActivityCounts counts)
    {
        double compute = (counts.PeActiveCycles * PeActivePj) + (counts.PeIdleCycles * PeIdlePj)
            + (counts.EncoderCycles * EncoderPj) + (counts.ActivationDecoderCycles * ActivationDecoderPj)
            + (counts.AccumulatorUpdates * AccumulatorPj) + (counts.VectorOperations * VectorPj)
            + (counts.AttentionMacs * AttentionPj);
        double sram = Weights.Energy(counts.WeightReadBits, counts.WeightWriteBits)
            + Activations.Energy(counts.ActivationReadBits, counts.ActivationWriteBits)
            + Outputs.Energy(counts.OutputReadBits, counts.OutputWriteBits);
        return new(
            Joules.FromPicojoules(compute),
            Joules.FromPicojoules(sram),
            Joules.FromPicojoules((counts.DramBytes * DramPjPerByte)
                + (counts.DramWriteBytes * DramWriteExtraPjPerByte) + (counts.DramExtraRows * DramRowPj)),
            Joules.FromPicojoules(counts.Cycles * StaticPjPerCycle));
    }

    /// <summary>Sums while the inventory is walked.</summary>
    private struct Tally
    {
        private double _pePj, _encoderPj, _activationDecoderPj, _accumulatorPj, _vectorPj, _leakageWatts;
        private double _peUm2, _edgeUm2, _accumulatorUm2, _vectorUm2;
        private BufferPrice _weights, _activations, _outputs;

        public void AddLogic(in LogicPrice price, in Component component, double postLayout)
        {
            double picojoules = price.EnergyPj * component.PerEvent * postLayout;
            double area = price.AreaUm2 * component.Count;
            _leakageWatts += price.LeakageMw * 1e-3 * component.Count;
            switch (component.Role)
            {
                case ComponentRole.Pe:
                    _pePj += picojoules;
                    _peUm2 += area;
                    break;
                case ComponentRole.Edge:
                    _encoderPj += picojoules;
                    _edgeUm2 += area;
                    break;
                case ComponentRole.ActivationEdge:
                    _activationDecoderPj += picojoules;
                    _edgeUm2 += area;
                    break;
                case ComponentRole.Accumulator:
                    _accumulatorPj += picojoules;
                    _accumulatorUm2 += area;
                    break;
                case ComponentRole.VectorLane:
                    _vectorPj += picojoules;
                    _vectorUm2 += area;
                    break;
                default:
                    throw new ArgumentException($"{component.Path} is no logic", nameof(component));
            }
        }

        public void AddBank(PriceBook book, string? flavour, in Component component)
        {
            BufferPrice price = book.Buffer(flavour, component, out double leakage);
            _leakageWatts += leakage;
            switch (component.Role)
            {
                case ComponentRole.WeightBuffer:
                    _weights = price;
                    break;
                case ComponentRole.ActivationBuffer:
                    _activations = price;
                    break;
                default:
                    _outputs = price;
                    break;
            }
        }

        public readonly PriceList Total(Technology technology, Design design) => new()
        {
            PeActivePj = _pePj,
            PeIdlePj = _pePj * technology.IdleEnergyShare,
            EncoderPj = _encoderPj,
            ActivationDecoderPj = _activationDecoderPj,
            AccumulatorPj = _accumulatorPj,
            VectorPj = _vectorPj,
            Weights = _weights,
            Activations = _activations,
            Outputs = _outputs,
            DramPjPerByte = DramPricing.PjPerBit(technology, design) * 8,
            DramWriteExtraPjPerByte = DramPricing.WriteExtraPjPerBit(design) * 8,
            DramRowPj = DramPricing.RowPj(design),
            StaticPower = new Watts(_leakageWatts),
            StaticPjPerCycle = _leakageWatts / design.Clock.Value * 1e12,
            Area = new AreaBreakdown(
                SquareMillimetres.FromSquareMicrometres(_peUm2),
                SquareMillimetres.FromSquareMicrometres(_edgeUm2),
                SquareMillimetres.FromSquareMicrometres(_accumulatorUm2),
                SquareMillimetres.FromSquareMicrometres(_vectorUm2),
                new SquareMillimetres(_weights.AreaMm2),
                new SquareMillimetres(_activations.AreaMm2),
                new SquareMillimetres(_outputs.AreaMm2)),
        };
    }
}
