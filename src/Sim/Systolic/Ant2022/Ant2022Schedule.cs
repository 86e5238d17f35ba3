using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Sim.Schedules;
using Accel.Sim.Systolic.LoopTiling;

namespace Accel.Sim.Systolic.Ant2022;

/// <summary>
/// The simulator of ANT (MICRO 2022), a fork of BitFusion's: clevercool/ANT-Quantization, ant_simulator, at bc84067.
/// </summary>
/// <remarks>
/// <para>
/// Every power of two of batch, output pixels, channels and filters is open, under all 120 orders. Quirks kept beside
/// those of <see cref="TileSearchSchedule"/>:
/// </para>
/// <list type="bullet">
/// <item>a PE that is taken apart splits along rows by the activations' width and along columns by the weights', in
/// both dataflows; decoders are free;</item>
/// <item>convolutions are lowered: each output pixel has its own window of activations; stride changes nothing;</item>
/// <item>weights and activations must fit half their buffers; outputs need not, are 16 bits wide and never come back,
/// although channels are cut; what is stored last counts 0 as soon as a loop has left outputs on chip;</item>
/// <item>depth is rounded up in the buffers, weights to rows and activations to columns of the array;</item>
/// <item>output-stationary: each operand is read from its buffer for every multiplication; weight-stationary:
/// activations are, and outputs are read and written for every one;</item>
/// <item>the search prices buffers and DRAM by constants, whatever the design's (<see cref="Ant2022Energies"/>).</item>
/// </list>
/// </remarks>
public sealed class Ant2022Schedule : TileSearchSchedule
{
    /// <inheritdoc/>
    public override string Name => "ant-2022";

    /// <inheritdoc/>
    public override string Summary => "the simulator of ANT (MICRO 2022), a fork of BitFusion's, quirks included";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "tiles and loop orders are the best of ANT's simulator; no fill, drain or skew, and DRAM at its peak",
        "norms, softmax and activation functions cost nothing; attention is timed as the layers are",
    ];

    /// <inheritdoc/>
    public override string? WhyNot(Fabric fabric) => fabric is SystolicFabric { Dataflow: Dataflow.InputStationary }
        ? $"schedule {Name} knows output- and weight-stationary arrays only"
        : base.WhyNot(fabric);

    private protected override int OutputBits => Ant2022Rules.BitsOfAnOutput;

    private protected override LayerStatistics Best(
        in RunContext context, TensorFormat weights, in LayerShape layer)
    {
        // By the formats of this layer alone: its time must not hang on the other layers'.
        SystolicPe pe = ((SystolicFabric)context.Design.Fabric).PeOf(weights, context.Precision.Activations);
        return SearchMemo<Ant2022Rules>.Best(new Ant2022Rules(
            FusionArray.Of(context.Design), layer, Ant2022Energies.Of(context.Design, pe)));
    }
}
