using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;
using Accel.Sim.BitSerial;
using Accel.Sim.Memory;
using Accel.Sim.Schedules;
using Accel.Sim.Systolic;
using Accel.Tests.Sim.Memory;

namespace Accel.Tests.Sim.Schedules;

/// <summary>
/// One layer's matrix product under a plan, walked step by step, instance by instance and block by block: what the
/// <c>accel</c> schedule says in closed form, from nothing but its documentation and the array's own closed form.
/// </summary>
internal sealed class GemmWalk
{
    private readonly TensorFormat _weights;
    private readonly IWalkedArray _array;
    private readonly long _elementBits;
    private readonly TilePlan _plan;
    private readonly DramRate _rate;
    private readonly GemmOperator _gemm;
    private readonly Phase _phase;
    private readonly long _appendBits;
    private long _ticks, _channelTicks, _readBits, _writeBits;
    private ActivityCounts _counts;

    public GemmWalk(in RunContext context, GemmOperator gemm, TilePlan plan)
    {
        Design design = context.Design;
        _weights = context.Precision.WeightsOf(gemm);
        _elementBits = (long)context.Precision.Activations.Element.Bits;
        _array = design.Fabric switch
        {
            BitSerialFabric bitSerial => new WalkedBitSerial(BitSerialArray.From(bitSerial, _weights)),
            SystolicFabric systolic => new WalkedSystolic(
                SystolicArray.From(
                    systolic, _weights, context.Precision.Activations, design.Buffers.Outputs.Count),
                systolic.Pes),
            _ => throw new ArgumentException($"nothing walks {design.Fabric.Kind}"),
        };
        _plan = plan;
        _rate = DramRate.Of(design);
        _gemm = gemm;
        _phase = context.Phase;
        long head = gemm.Role == OperatorRole.AttentionScores ? gemm.K : gemm.N;
        _appendBits = gemm.IsAttention ? _weights.StorageBits(_phase.Tokens, head) : 0;
    }

    public ActivityCounts Run()
    {
        for (long step = 0; step < _phase.Steps; step++)
        {
            (long m, long k, long n) = _gemm.At(_phase.ContextGrows ? _phase.Context + step : _phase.Context);
            Step(m, k, n);
        }

        return _counts with
        {
            Cycles = _rate.CeilCycles(_ticks),
            DramCycles = _rate.CeilCycles(_channelTicks),
            DramReadBytes = (_readBits + 7) / 8,
            DramWriteBytes = (_writeBits + 7) / 8,
        };
    }

    private void Step(long m, long k, long n)
    {
        long before = _counts.ComputeCycles;
        long active = _counts.PeActiveCycles;
        List<BlockStep> blocks = [];
        for (long instance = 0; instance < _gemm.Instances; instance++)
        {
            if (_plan.ChunkK == 0)
            {
                WholeK(blocks, m, k, n);
            }
            else
            {
                CutK(m, k, n);
            }

            Count(m, k, n);
        }

        // Drained once a step: folds, chunks, blocks and instances follow one another without a gap.
        long drain = _array.Drain(m, k, n);
        _counts.ComputeCycles += drain;
        _counts.PeIdleCycles += (_array.Pes * (_counts.ComputeCycles - before))
            - (_counts.PeActiveCycles - active);
        _ticks += (blocks.Count == 0 ? 0 : BlockStep.Run(blocks)) + (drain * _rate.TicksPerCycle);
    }

    /// <summary>One instance's blocks in order, remembering what lies in the buffers.</summary>
    private void WholeK(List<BlockStep> blocks, long m, long k, long n)
    {
        HashSet<long> innerHeld = [];
        (long Start, long Size)[] outers = [.. _plan.WeightsOuter ? Cut(n, _plan.BlockN) : Cut(m, _plan.BlockM)];
        (long Start, long Size)[] inners = [.. _plan.WeightsOuter ? Cut(m, _plan.BlockM) : Cut(n, _plan.BlockN)];
        foreach ((long Start, long Size) outer in outers)
        {
            bool outerHeld = false;
            foreach ((long Start, long Size) inner in inners)
            {
                (long blockM, long blockN) = _plan.WeightsOuter ? (inner.Size, outer.Size) : (outer.Size, inner.Size);
                bool innerThere = _plan.InnerStays && !innerHeld.Add(inner.Start);
                bool outerThere = _plan.OuterStays && outerHeld;
                outerHeld = true;
                bool weightsThere = _plan.WeightsOuter ? outerThere : innerThere;
                bool activationsThere = _plan.InputIsOnChip || (_plan.WeightsOuter ? innerThere : outerThere);
                bool isLast = outer == outers[^1] && inner == inners[^1];
                blocks.Add(Block(
                    weightsThere ? 0 : _weights.StorageBits(blockN, k),
                    activationsThere ? 0 : ActivationBits(blockM, k),
                    _array.Interval(blockM, k, blockN),
                    (_plan.OutputStaysOnChip ? 0 : blockM * blockN * _elementBits) + (isLast ? _appendBits : 0)));
            }
        }
    }

    /// <summary>One instance's blocks, shape by shape, chunk by chunk; neither shapes nor instances overlap.</summary>
    private void CutK(long m, long k, long n)
    {
        foreach (IGrouping<(long, long), (long M, long N)> shape in
            from blockM in Cut(m, _plan.BlockM)
            from blockN in Cut(n, _plan.BlockN)
            group (blockM.Size, blockN.Size) by (blockM.Size, blockN.Size))
        {
            List<BlockStep> steps = [];
            foreach ((long blockM, long blockN) in shape)
            {
                foreach ((long start, long size) in Cut(k, _plan.ChunkK))
                {
                    // The channels' own scales come once, with the last chunk.
                    bool isLast = start + size == k;
                    long weightBits = _weights.StorageBits(blockN, size) - (isLast ? 0 : blockN * ChannelScaleBits);
                    steps.Add(Block(
                        weightBits, _plan.InputIsOnChip ? 0 : ActivationBits(blockM, size),
                        _array.Interval(blockM, size, blockN),
                        isLast && !_plan.OutputStaysOnChip ? blockM * blockN * _elementBits : 0));
                }
            }

            _ticks += BlockStep.Run(steps);
        }

        _ticks += Block(0, 0, 0, _appendBits).Store;

        // Every chunk but the first reads the partial sums that the one before it wrote.
        long passes = Cut(k, _plan.ChunkK).Count() - 1;
        _counts.OutputReadBits += passes * m * n * _array.PartialBits;
        _counts.OutputWriteBits += passes * m * n * _array.PartialBits;
    }

    /// <summary>
    /// What a block of M and a chunk of K read from DRAM: of a convolution, the input rows that lie under the windows
    /// of as many output rows, counted one by one.
    /// </summary>
    private long ActivationBits(long m, long k)
    {
        if (_gemm.Convolution is not { } of || of is
            { FilterHeight: 1, FilterWidth: 1, StrideVertical: 1, StrideHorizontal: 1, Padding: 0 })
        {
            return m * k * _elementBits;
        }

        long whole = RowsUnder(of, of.OutputHeight).Count(row => row >= 0 && row < of.Height);
        long rows = m / of.M * whole;
        if (m % of.M > 0)
        {
            long outputRows = (long)Math.Ceiling(m % of.M / (double)of.OutputWidth);
            rows += Math.Min(RowsUnder(of, outputRows).Count, whole);
        }

        return (long)Math.Ceiling((decimal)rows * of.Width * of.Channels * k / of.K) * _elementBits;
    }

    /// <summary>Rows of the padded input, the image's from 0 on, under the windows of the first output rows.</summary>
    private static HashSet<long> RowsUnder(Convolution of, long outputRows)
    {
        HashSet<long> rows = [];
        for (long output = 0; output < outputRows; output++)
        {
            for (long row = 0; row < of.FilterHeight; row++)
            {
                rows.Add((output * of.StrideVertical) - of.Padding + row);
            }
        }

        return rows;
    }

    private long ChannelScaleBits => _weights switch
    {
        { GroupSize: 0, Scale: ScaleFormat.Fp16 } => 16 + _weights.Element.GroupMetadataBits,
        { Scale: ScaleFormat.Int8SecondLevel } => 16,
        _ => 0,
    };

    /// <summary>Counts a block's transfers and interval.</summary>
    private BlockStep Block(long weightBits, long activationBits, long interval, long storeBits)
    {
        _counts.WeightWriteBits += weightBits;
        _counts.ActivationWriteBits += activationBits;
        _counts.ComputeCycles += interval;
        _readBits += weightBits + activationBits;
        _writeBits += storeBits;
        _channelTicks += (weightBits + activationBits + storeBits) * DramRate.TicksPerBit;
        return new BlockStep(
            (weightBits + activationBits) * DramRate.TicksPerBit, interval * _rate.TicksPerCycle,
            storeBits * DramRate.TicksPerBit);
    }

    /// <summary>What the fabric does, fold by fold, for one instance.</summary>
    private void Count(long m, long k, long n)
    {
        foreach ((_, long foldM) in Cut(m, _array.FoldM))
        {
            foreach ((_, long foldN) in Cut(n, _array.FoldN))
            {
                _counts.Add(_array.Fold(foldM, k, foldN));
                _counts.AccumulatorUpdates += _array.Updates(foldM, k, foldN, _plan.ChunkK == 0 ? k : _plan.ChunkK);
            }
        }

        _counts.OutputReadBits += m * n * _elementBits;
        _counts.ActivationWriteBits += _plan.OutputStaysOnChip ? m * n * _elementBits : 0;
    }

    private static IEnumerable<(long Start, long Size)> Cut(long extent, long block)
    {
        for (long start = 0; start < extent; start += block)
        {
            yield return (start, Math.Min(block, extent - start));
        }
    }
}
