using Accel.Arch.Designs;
using Accel.Arch.Scenarios;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Explore.Runs;

namespace Accel.Explore.Configuration;

/// <summary>Why a point cannot run, asked again only when what the answer depends on has moved.</summary>
/// <remarks>Parts of a design that no setter touched are the very same objects.</remarks>
internal sealed class FaultMemo
{
    private Design? _design;
    private string? _fault;
    private (Workload?, Precision?, Bits?) _memory;
    private string? _memoryFault;

    /// <summary>What is wrong with a design whatever the formats; null when nothing is.</summary>
    public string? WhyNot(Design design)
    {
        if (_design is { } known && ReferenceEquals(known.Fabric, design.Fabric)
            && ReferenceEquals(known.Technology, design.Technology) && ReferenceEquals(known.Dram, design.Dram)
            && ReferenceEquals(known.Buffers, design.Buffers)
            && known.Clock == design.Clock && known.Voltage == design.Voltage
            && known.IsClockFastest == design.IsClockFastest && ReferenceEquals(known.Schedule, design.Schedule))
        {
            return _fault;
        }

        _fault = FeasibilityCheck.WhyNot(design);
        _design = design;
        return _fault;
    }

    /// <summary>Why a design's memory does not hold the workload; null when it does, or its size is not known.</summary>
    public string? WhyNoMemory(Scenario scenario, Precision precision)
    {
        if (scenario.Design.Dram.Capacity is not { } capacity)
        {
            return null;
        }

        (Workload? workload, Precision? formats, Bits? asked) = _memory;
        if (!ReferenceEquals(workload, scenario.Workload) || formats != precision || asked != capacity)
        {
            _memory = (scenario.Workload, precision, capacity);
            _memoryFault = MemoryFootprint.WhyNot(scenario);
        }

        return _memoryFault;
    }
}
