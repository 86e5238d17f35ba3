using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Configuration;

/// <summary>Which parts of a scenario each axis of a sweep varies.</summary>
/// <remarks>
/// Found by trying: every value of an axis is set on every base design with every workload, and the parts compared. A
/// setter touches its own path alone and looks at nothing else, so that what varies on a base varies everywhere, and
/// nothing else does. A format that nobody names is the fabric's choice, which may take several of its keys, so that
/// the whole fabric stands for it. Records are compared by value, and what has no such comparison counts as varied.
/// </remarks>
internal sealed class AxisReach
{
    private static readonly (ScenarioPart Part, Func<Scenario, object?> Get)[] Parts =
    [
        (ScenarioPart.Fabric, scenario => scenario.Design.Fabric),
        (ScenarioPart.BufferSizes, scenario => scenario.Design.Buffers with { Banks = 1, Flavour = null }),
        (ScenarioPart.Buffers, scenario => scenario.Design.Buffers),
        (ScenarioPart.Memory, scenario => scenario.Design.Dram with { Capacity = null }),
        (ScenarioPart.MemoryPrice, scenario =>
            (scenario.Design.Dram.Type, scenario.Design.Dram.Device, scenario.Design.Dram.Boundary)),
        (ScenarioPart.VectorUnit, scenario => scenario.Design.VectorUnit),
        (ScenarioPart.Processor, scenario => scenario.Design.Processor),
        (ScenarioPart.Schedule, scenario => scenario.Design.Schedule),
        (ScenarioPart.Workload, scenario => scenario.Workload),
        (ScenarioPart.Weights, scenario => Named(scenario).Weights ?? (object)scenario.Design.Fabric),
        (ScenarioPart.Activations, scenario => Named(scenario).Activations ?? (object)scenario.Design.Fabric),
        (ScenarioPart.KvCache, scenario => Named(scenario).KvCache ?? (object)scenario.Design.Fabric),
        (ScenarioPart.Head, scenario => Named(scenario).Head),
        (ScenarioPart.SparseLayers, scenario => Named(scenario).SparseLayers),
        (ScenarioPart.Technology, scenario => scenario.Design.Technology),
        (ScenarioPart.Device, scenario => scenario.Design.Technology.Device),
        (ScenarioPart.Voltage, scenario => scenario.Design.Voltage),
    ];

    private readonly ScenarioPart[] _axes;
    private readonly SweepSpace _space;

    public AxisReach(SweepPlan plan)
    {
        _space = plan.Definition.Space;
        _axes = new ScenarioPart[_space.Axes.Count];
        foreach (SweepBase basis in plan.Bases)
        {
            foreach (Scenario scenario in plan.Scenarios)
            {
                Add(basis, scenario with { Design = basis.Design });
            }
        }
    }

    /// <summary>The parts that an axis varies.</summary>
    public ScenarioPart Of(int axis) => _axes[axis];

    /// <summary>Numbers the combinations of the axes that vary any of some parts.</summary>
    public PartVersion Versions(ScenarioPart parts)
    {
        bool[] counts = [.. _axes.Select(touched => (touched & parts) != 0)];
        return new PartVersion(_space, counts);
    }

    private static PrecisionOverride Named(Scenario scenario) =>
        scenario.Design.Precision.Over(scenario.Workload.Precision);

    private void Add(SweepBase basis, Scenario scenario)
    {
        for (int axis = 0; axis < _axes.Length; axis++)
        {
            Scenario[] varied = [.. basis.Setters[axis].Select(set => set(scenario))];
            foreach ((ScenarioPart part, Func<Scenario, object?> get) in Parts)
            {
                object? first = get(varied[0]);
                _axes[axis] |= Array.Exists(varied, other => !Equals(get(other), first)) ? part : ScenarioPart.None;
            }
        }
    }
}
