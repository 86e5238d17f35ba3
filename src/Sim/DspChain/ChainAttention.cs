using Accel.Arch.Activity;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;
using Accel.Sim.Memory;
using Accel.Sim.Schedules;

namespace Accel.Sim.DspChain;

/// <summary>The <c>accel</c> schedule of one side of attention, scores or values, on cores of DSP chains.</summary>
/// <remarks>
/// <para>
/// A head runs on one core, heads that follow one another on a core without a gap; keys or values are the weights. The
/// KV cache is spread over all channels, so that every transfer crosses channels. With R heads on the busiest core, C
/// the time of computing them and L that of all transfers, the first head's load and the last one's computing stand
/// alone: <c>max(C, L) + min(C, L) / R</c>, and what the design does not overlap comes on top
/// (<see cref="ChainOverlap"/>).
/// </para>
/// <para>
/// Scores of a head stay on chip when they take at most half of the activation buffer. Where half of a core's weight
/// buffer does not hold a head's keys, they are fetched for each block of tokens that half of the activation buffer
/// holds. Of a masked square the tiles that the mask leaves are computed, each as a product of its own, all of one
/// size; keys and values are fetched as without a mask. Over a growing context computing is a staircase and transfers
/// are affine: each tread is summed in closed form.
/// </para>
/// </remarks>
internal readonly struct ChainAttention
{
    private readonly ChainChoice _choice;
    private readonly GemmOperands _operands;
    private readonly GemmOperator _gemm;
    private readonly ChainMemory _memory;
    private readonly DramRate _rate;
    private readonly long _instances;
    private readonly long _rounds;
    private readonly long _cores;
    private readonly int _activationBits;
    private readonly int _group;

    public ChainAttention(in RunContext context, GemmOperator gemm)
    {
        var fabric = (DspChainFabric)context.Design.Fabric;
        (long m, long k, long n) = gemm.At(context.Phase.LastContext);
        TensorFormat cache = context.Precision.WeightsOf(gemm);
        _activationBits = (int)context.Precision.Activations.Element.Bits;
        _choice = ChainChoice.For(fabric, cache, _activationBits, m, k, n);
        _group = cache.GroupSize;
        _operands = new GemmOperands(context, gemm);
        _gemm = gemm;
        _memory = fabric.Memory;
        _cores = fabric.Cores;
        _rate = DramRate.Of(context.Design, fabric.Memory.CrossingShare(fabric.Cores));
        _instances = gemm.Instances;
        _rounds = (gemm.Instances + fabric.Cores - 1) / fabric.Cores;
    }

    /// <summary>All steps of a phase in one layer.</summary>
    public ActivityCounts Time(Phase phase)
    {
        if (_gemm.ContextAxis == ContextAxis.None || !phase.ContextGrows || phase.Steps == 1)
        {
            Step one = At(phase.Context);
            ActivityCounts counts = Finish(one.Activity, Whole(one, one, 1), one.Cycles, one.Ticks, one.Moved, 1);
            ActivityCounts all = default;
            all.AddTimes(counts, phase.Steps);
            return all;
        }

        ActivityCounts twice = default;
        Traffic moved = default;
        (long ticks, long cycles, long dram) = (0, 0, 0);
        for (long context = phase.Context; context <= phase.LastContext;)
        {
            long end = Math.Min(phase.LastContext, TreadEnd(context));
            long count = end - context + 1;
            Step first = At(context);
            Step last = At(end);
            twice.AddTimes(first.Activity, count);
            twice.AddTimes(last.Activity, count);
            ticks += Whole(first, last, count);
            cycles += (first.Cycles + last.Cycles) * count / 2;
            dram += (first.Ticks + last.Ticks) * count / 2;
            moved = moved.Plus(first.Moved.Plus(last.Moved).Times(count).Half());
            context = end + 1;
        }

        return Finish(twice.Halved(), ticks, cycles, dram, moved, phase.Steps);
    }

    /// <summary>The time of so many steps of equal computing and affine transfers, in ticks.</summary>
    private long Whole(in Step first, in Step last, long count)
    {
        long slope = count == 1 ? 0 : (last.Ticks - first.Ticks) / (count - 1);
        StaircaseSums.Affine transfers = new(first.Ticks, slope);
        StaircaseSums.Affine computing = new(first.Cycles * _rate.TicksPerCycle, 0);
        long longer = StaircaseSums.SumOfMaximum(computing, transfers, count);
        long shorter = computing.Sum(count) + transfers.Sum(count) - longer;
        long alone = shorter / _rounds;
        return ChainOverlap.Ticks(_memory, longer + alone, shorter - alone);
    }

    private ActivityCounts Finish(
        ActivityCounts activity, long ticks, long cycles, long dram, Traffic moved, long steps)
    {
        ActivityCounts all = default;
        all.AddTimes(activity, _instances);
        all.WeightWriteBits += moved.Weights;
        all.ActivationWriteBits += moved.Activations;
        all.OutputReadBits += moved.Outputs;
        all.Cycles = _rate.CeilCycles(ticks);
        all.ComputeCycles = cycles;
        all.DramCycles = _rate.CeilCycles(dram);
        all.DramReadBytes = (moved.Weights + moved.Activations + 7) / 8;
        all.DramWriteBytes = (moved.Stored + (_operands.AppendBits * _instances * steps) + 7) / 8;
        all.PeIdleCycles = Math.Max(0, (_choice.Engine.Pes * _cores * cycles) - all.PeActiveCycles);
        return all;
    }

    private Step At(long context)
    {
        (long m, long k, long n) = _gemm.At(context);
        long head = _operands.Weights(k, n);

        // Of a head's scores those of the mask's tiles are made, and read.
        long scores = _gemm.MaskBlock == 0 ? 0
            : Math.Min(m * context, Tiles(m, k, n) * _gemm.MaskSide * _gemm.MaskSide);
        bool isScores = _gemm.Role == OperatorRole.AttentionScores;
        long inputs = scores > 0 && !isScores ? scores * _activationBits : _operands.Activations(m, k);
        long outputs = scores > 0 && isScores ? scores * _activationBits : _operands.Outputs(m, n);
        Traffic moved = new(
            head * _instances * Fetches(m, k, head),
            _operands.StaysOnChip(inputs) ? 0 : inputs * _instances,
            _operands.StaysOnChip(outputs) ? 0 : outputs * _instances,
            outputs * _instances);
        long append = _operands.AppendBits * _instances;
        (long Interval, long Drain, ActivityCounts Activity) core = Core(m, k, n);
        return new Step(
            core.Activity, (_rounds * core.Interval) + core.Drain,
            (moved.Weights + moved.Activations + moved.Stored + append) * DramRate.TicksPerBit, moved);
    }

    /// <summary>What one head, or the query heads that share its keys, take of a core.</summary>
    private (long Interval, long Drain, ActivityCounts Activity) Core(long m, long k, long n)
    {
        if (_gemm.MaskBlock == 0)
        {
            return (_choice.Interval(m, k, n), _choice.Drain(m, k, n), _choice.Activity(m, k, n));
        }

        long side = _gemm.MaskSide;
        (long tileK, long tileN) = _gemm.Role == OperatorRole.AttentionScores ? (k, side) : (side, n);
        ActivityCounts activity = default;
        long tiles = Tiles(m, k, n);
        activity.AddTimes(_choice.Activity(side, tileK, tileN), tiles);
        activity.Macs = Math.Min(activity.Macs, m * k * n);
        return (tiles * _choice.Interval(side, tileK, tileN), _choice.Drain(side, tileK, tileN), activity);
    }

    /// <summary>Tiles of all query heads that share a head's keys.</summary>
    private long Tiles(long m, long k, long n) =>
        _gemm.MaskedTiles * (m / (_gemm.Role == OperatorRole.AttentionScores ? n : k));

    /// <summary>How often a head's keys or values are fetched.</summary>
    private long Fetches(long m, long k, long head)
    {
        if (head * 2 * _cores <= _operands.WeightBuffer)
        {
            return 1;
        }

        long block = Math.Max(_choice.TileTokens, _operands.ActivationBuffer / 2 / (k * _activationBits));
        return (m + block - 1) / block;
    }

    /// <summary>The last context up to which computing takes as long and all counts are affine.</summary>
    private long TreadEnd(long context)
    {
        (long m, long k, long n) = _gemm.At(context);
        bool isAlongK = _gemm.ContextAxis == ContextAxis.K;
        long end = UpTo(context, isAlongK ? _choice.StepWidth : _choice.FedChannels);

        // Groups of values are along the context, and their scales are stored whole.
        end = isAlongK && _group > 0 ? Math.Min(end, UpTo(context, _group)) : end;

        // Buffers fill up somewhere within a tread: it ends before.
        (bool input, bool output, long fetches) = Places(m, k, n);
        (long lastM, long lastK, long lastN) = _gemm.At(end);
        if ((input, output, fetches) == Places(lastM, lastK, lastN))
        {
            return end;
        }

        long low = context;
        for (long high = end; high - low > 1;)
        {
            long middle = (low + high) / 2;
            (long midM, long midK, long midN) = _gemm.At(middle);
            (low, high) = (input, output, fetches) == Places(midM, midK, midN) ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static long UpTo(long context, long unit) => (context + unit - 1) / unit * unit;

    private (bool Input, bool Output, long Fetches) Places(long m, long k, long n) => (
        _operands.StaysOnChip(_operands.Activations(m, k)), _operands.StaysOnChip(_operands.Outputs(m, n)),
        Fetches(m, k, _operands.Weights(k, n)));

    /// <summary>One step: what one instance does, and what all of them take.</summary>
    private readonly record struct Step(ActivityCounts Activity, long Cycles, long Ticks, Traffic Moved);

    /// <summary>Bits between DRAM and the buffers, and out of the output buffer, of all instances.</summary>
    private readonly record struct Traffic(long Weights, long Activations, long Stored, long Outputs)
    {
        public Traffic Plus(in Traffic other) => new(
            Weights + other.Weights, Activations + other.Activations, Stored + other.Stored, Outputs + other.Outputs);

        public Traffic Times(long count) => new(Weights * count, Activations * count, Stored * count, Outputs * count);

        public Traffic Half() => new(Weights / 2, Activations / 2, Stored / 2, Outputs / 2);
    }
}
