using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Formats;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;

namespace Accel.Explore.Configuration;

/// <summary>
/// Remembers the last timing of one operator, so that a point which differs elsewhere does not time it again.
/// </summary>
/// <remarks>
/// Parts of a design that no setter touched are the very same objects, so that references tell what is unchanged:
/// moving along an axis of weight formats leaves attention and the vector operators as they are.
/// </remarks>
internal sealed class TimingMemo(Operator work)
{
    private Fabric? _fabric;
    private BufferSet? _buffers;
    private Dram? _dram;
    private VectorUnit? _vectorUnit;
    private Processor? _processor;
    private Technology? _technology;
    private TensorFormat? _weights;
    private TensorFormat? _kvCache;
    private TensorFormat? _activations;
    private TensorFormat? _head;
    private SparseLayers? _sparseLayers;
    private double _clock;
    private string? _schedule;
    private ActivityCounts _counts;

    public Operator Operator => work;

    public ref readonly ActivityCounts Time(ISchedule schedule, in RunContext context)
    {
        Design design = context.Design;
        Precision precision = context.Precision;

        // Under a published schedule the linear layers' format tells in attention too, beside the cache's.
        bool isAttention = work is GemmOperator { IsAttention: true };
        TensorFormat? kvCache = isAttention ? precision.KvCache : null;
        TensorFormat? weights = work is GemmOperator && !(isAttention && schedule.UsesKvCacheFormat)
            ? precision.Weights
            : null;
        if (!ReferenceEquals(_fabric, design.Fabric) || !ReferenceEquals(_buffers, design.Buffers)
            || !ReferenceEquals(_dram, design.Dram) || !ReferenceEquals(_vectorUnit, design.VectorUnit)
            || !ReferenceEquals(_technology, design.Technology) || !ReferenceEquals(_weights, weights)
            || !ReferenceEquals(_kvCache, kvCache) || !ReferenceEquals(_activations, precision.Activations)
            || !ReferenceEquals(_processor, design.Processor) || !ReferenceEquals(_head, precision.Head)
            || !ReferenceEquals(_sparseLayers, precision.SparseLayers) || _clock != design.Clock.Value
            || !ReferenceEquals(_schedule, schedule.Name))
        {
            _counts = schedule.Time(context, work);
            (_fabric, _buffers, _dram, _vectorUnit) = (design.Fabric, design.Buffers, design.Dram, design.VectorUnit);
            (_technology, _activations) = (design.Technology, precision.Activations);
            (_weights, _kvCache, _processor, _head) = (weights, kvCache, design.Processor, precision.Head);
            (_clock, _schedule, _sparseLayers) = (design.Clock.Value, schedule.Name, precision.SparseLayers);
        }

        return ref _counts;
    }
}
