using Accel.Arch.Formats;
using Accel.Sim.Schedules;
using Accel.Sim.Systolic.LoopTiling;

namespace Accel.Sim.Systolic.BitFusion;

/// <summary>The simulator of BitFusion (ISCA 2018): hsharma35/bitfusion at 04ec1c8.</summary>
/// <remarks>
/// <para>
/// Every power of two of batch, output pixels and channels is open, and of filters every power of two of the columns,
/// under all 120 orders. Quirks kept beside those of <see cref="TileSearchSchedule"/>:
/// </para>
/// <list type="bullet">
/// <item>a PE that is taken apart gives both factors to the rows, so that only inputs gain;</item>
/// <item>the design's dataflow is not asked: each tile keeps in the array what moves the fewest bits through the
/// buffers (inputs, then outputs, then weights on a tie), while cycles are always those of one pixel at a time;</item>
/// <item>activations are not lowered: a tile holds the window of its output pixels, and a kernel's pixels each round
/// channels up to the rows; the simulator lowers the first convolution of a network, which a schedule cannot
/// see;</item>
/// <item>outputs are 32 bits wide, must fit half their buffer, and are read from DRAM as often as they are written,
/// even if channels are not cut;</item>
/// <item>among tilings of equal cycles the simulator takes the least energy by CACTI; here every bit of a buffer and
/// every compute cycle weighs 1 and a bit of DRAM 0.015, as when the simulator runs with unit energies. Cycles do not
/// depend on it.</item>
/// </list>
/// </remarks>
public sealed class BitFusionSchedule : TileSearchSchedule
{
    /// <inheritdoc/>
    public override string Name => "bitfusion";

    /// <inheritdoc/>
    public override string Summary => "the simulator of BitFusion (ISCA 2018), quirks included";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "tiles and loop orders are the best of BitFusion's simulator by cycles, then by bits moved; no fill, drain or "
            + "skew, and DRAM at its peak; the design's dataflow is not asked",
        "norms, softmax and activation functions cost nothing; attention is timed as the layers are",
    ];

    private protected override int OutputBits => BitFusionRules.BitsOfAnOutput;

    private protected override LayerStatistics Best(
        in RunContext context, TensorFormat weights, in LayerShape layer) =>
        SearchMemo<BitFusionRules>.Best(new BitFusionRules(FusionArray.Of(context.Design), layer));
}
