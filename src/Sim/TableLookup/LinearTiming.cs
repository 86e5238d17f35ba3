using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Workloads;
using Accel.Sim.Memory;
using Accel.Sim.Schedules;

namespace Accel.Sim.TableLookup;

/// <summary>
/// The <c>accel</c> schedule of a ternary matrix: its parts are loaded and multiplied, one after the other.
/// </summary>
/// <remarks>
/// <para>
/// A part is loaded whole, then all tokens are multiplied with it. Activations that are not on chip stream in by rows
/// meanwhile, a row ahead, once for each part; results that do not stay stream out a row behind. DRAM moves all of it at
/// the share of its peak that these streams reach together. Time is counted in ticks and rounded once.
/// </para>
/// <para>
/// Where loads overlap, a part's time is the larger of multiplying it and of what DRAM moves: rows, and a load. That is
/// the steady state: the part or matrix behind is taken to load in the time of this one, and the first load of a step
/// is nobody's. On chains of matrices that are all bound by the one or all by the other it is exact but for that first.
/// </para>
/// </remarks>
internal readonly struct LinearTiming
{
    private readonly LookupEngine _engine;
    private readonly GemmOperands _operands;
    private readonly Design _design;
    private readonly DramRate _rate;
    private readonly DramAccess _access;
    private readonly bool _overlaps;
    private readonly WeightParts _parts;
    private readonly long _m;
    private readonly long _k;
    private readonly long _n;
    private readonly long _instances;
    private readonly bool _inputIsOnChip;
    private readonly bool _outputStays;

    public LinearTiming(in RunContext context, GemmOperator gemm)
    {
        var fabric = (TableLookupFabric)context.Design.Fabric;
        _engine = LookupEngine.From(fabric);
        _operands = new GemmOperands(context, gemm);
        _design = context.Design;
        _overlaps = fabric.OverlapsLoad;
        (_m, _k, _n) = gemm.At(context.Phase.Context);
        _instances = gemm.Instances;
        _parts = WeightParts.Of(_engine, fabric, context.Design.Buffers, _k, _n);
        _inputIsOnChip = _operands.StaysOnChip(_operands.InputTensor(_m, _k));
        _outputStays = _operands.StaysOnChip(_operands.OutputTensor(_m, _n));
        _access = Access();
        _rate = _access.RateOf(_design, context.DramRate);
    }

    private const double BitsPerByte = 8;

    private static WeightLoader Loader => WeightLoader.Default;

    /// <summary>One step, in one layer.</summary>
    public ActivityCounts Time()
    {
        ActivityCounts activity = default;
        long ticks = 0;
        long dramTicks = 0;
        for (int kind = 0; kind < WeightParts.Kinds; kind++)
        {
            (long count, long channels) = _parts[kind];
            if (count > 0)
            {
                Part part = Of(channels);
                activity.AddTimes(part.Activity, count);
                ticks += part.Ticks * count;
                dramTicks += part.DramTicks * count;
            }
        }

        long weightBytes = activity.DramReadBytes;
        long outputBits = _operands.Outputs(_m, _n);
        long activationBits = _inputIsOnChip ? 0 : _operands.Activations(_m, _k) * _parts.Count;
        activity.ActivationWriteBits += activationBits + (_outputStays ? outputBits : 0);
        activity.OutputReadBits += _m * _n * LookupEngine.SumBits;
        activity.DramReadBytes += (activationBits + 7) / 8;
        activity.DramWriteBytes += _outputStays ? 0 : (outputBits + 7) / 8;
        ActivityCounts all = default;
        all.AddTimes(activity, _instances);
        all.DramExtraRows = (long)Math.Round(_instances
            * _access.ExtraRows(_design, weightBytes, activationBits / 8d, _outputStays ? 0 : outputBits / 8d));
        all.Cycles = _rate.CeilCycles(ticks * _instances);
        all.DramCycles = _rate.CeilCycles(dramTicks * _instances);
        return all;
    }

    /// <summary>
    /// What one instance moves: parts of weights, each in one run; the rows of activations, which lie one behind the
    /// other and are read once for each part; and of each row of results what the part computes, a row at a time.
    /// </summary>
    private DramAccess Access()
    {
        double weights = 0;
        double longest = 0;
        long widest = 0;
        for (int kind = 0; kind < WeightParts.Kinds; kind++)
        {
            (long count, long channels) = _parts[kind];
            if (count > 0)
            {
                double bytes = Loader.Bytes(WeightBufferMap.Vectors(_engine, _k, channels), _engine.VectorBits);
                weights += bytes * count;
                longest = Math.Max(longest, bytes);
                widest = Math.Max(widest, channels);
            }
        }

        double input = _inputIsOnChip ? 0 : _operands.Activations(_m, _k) / BitsPerByte;
        double output = _outputStays ? 0 : _operands.Outputs(_m, _n) / BitsPerByte;
        double row = _outputStays ? 0 : _operands.Outputs(1, widest) / BitsPerByte;
        return new DramAccess
        {
            WeightBytes = weights, WeightRun = longest,
            ActivationBytes = input * _parts.Count, ActivationRun = input,
            OutputBytes = output, OutputRun = _parts.Count == 1 ? output : row, OutputBlock = row,
        };
    }

    private Part Of(long channels)
    {
        long vectors = WeightBufferMap.Vectors(_engine, _k, channels);
        long bytes = Loader.Bytes(vectors, _engine.VectorBits);
        ActivityCounts counts = TableLookupTiming.Count(_engine, _m, _k, channels);
        counts.WeightWriteBits = vectors * _engine.VectorBits;
        counts.DramReadBytes = bytes;
        long load = Loader.LoadTicks(vectors, _engine.VectorBits, _rate);
        BlockLoop rows = Rows(channels);

        // A product of its own ends before its last interval does where filling is short beside that; the next part's
        // first lookup waits for the whole interval.
        long fill = Math.Max(0, TableLookupTiming.FillCycles(_engine, channels));
        long multiply = rows.Time(1) + (fill * _rate.TicksPerCycle);
        long moved = rows.LoadTotal + rows.StoreTotal;
        return new Part(
            counts, _overlaps ? Math.Max(multiply, load + moved) : load + multiply,
            (bytes * 8 * DramRate.TicksPerBit) + moved);
    }

    /// <summary>The tokens that pass a part; the last takes what whole bits leave over.</summary>
    private BlockLoop Rows(long channels)
    {
        long input = _inputIsOnChip ? 0 : _operands.Activations(_m, _k);
        long row = input / _m;
        long output = _outputStays ? 0 : _operands.Outputs(1, channels) * DramRate.TicksPerBit;
        long compute = TableLookupTiming.RowCycles(_engine, _k, channels) * _rate.TicksPerCycle;
        return new BlockLoop
        {
            Outer = 1,
            Inner = _m,
            OuterLoad = default,
            InnerLoad = new(row * DramRate.TicksPerBit, (input - ((_m - 1) * row)) * DramRate.TicksPerBit),
            OuterStays = true,
            InnerStays = true,
            ComputeFullOuter = new(compute, compute),
            ComputeEdgeOuter = new(compute, compute),
            StoreFullOuter = new(output, output),
            StoreEdgeOuter = new(output, output),
        };
    }

    /// <summary>What one part does.</summary>
    /// <param name="Activity">Its counts, cycles of DRAM and of the whole left out.</param>
    private readonly record struct Part(ActivityCounts Activity, long Ticks, long DramTicks);
}
