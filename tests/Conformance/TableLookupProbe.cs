using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats;
using Accel.Sim.TableLookup;
using Accel.Tests.Sim.TableLookup;

namespace Accel.Tests.Conformance;

/// <summary>The table-lookup family.</summary>
internal sealed class TableLookupProbe : IFamilyProbe
{
    public string Kind => TableLookupFabric.KindName;

    public Fabric ScaleDown(Fabric fabric)
    {
        var own = (TableLookupFabric)fabric;
        return own with { Tables = Math.Min(own.Tables, 7), Lookups = Math.Min(own.Lookups, 5) };
    }

    public (ActivityCounts Machine, ActivityCounts ClosedForm) Run(
        Fabric fabric, TensorFormat weights, TensorFormat activations, int m, int k, int n, int seed)
    {
        LookupCase one = new(LookupEngine.From((TableLookupFabric)fabric), m, k, n, seed);
        var machine = one.Machine();
        ActivityCounts counts = machine.Run();
        Assert.That(machine.Outputs.ToArray(), Is.EqualTo(one.Product()), $"{weights} x {activations}");
        return (counts, TableLookupTiming.Count(one.Engine, m, k, n));
    }
}
