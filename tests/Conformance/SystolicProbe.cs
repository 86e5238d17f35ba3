using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Sim.Systolic;
using Accel.Sim.Systolic.Machine;

namespace Accel.Tests.Conformance;

/// <summary>The systolic family.</summary>
internal sealed class SystolicProbe : IFamilyProbe
{
    private const long OutputBufferBits = 8192;

    public string Kind => SystolicFabric.KindName;

    public Fabric ScaleDown(Fabric fabric)
    {
        var own = (SystolicFabric)fabric;
        return own with { Rows = Math.Min(own.Rows, 6), Columns = Math.Min(own.Columns, 5) };
    }

    public (ActivityCounts Machine, ActivityCounts ClosedForm) Run(
        Fabric fabric, TensorFormat weights, TensorFormat activations, int m, int k, int n, int seed)
    {
        var own = (SystolicFabric)fabric;
        Random random = new(seed);
        double[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
        SystolicProduct product = SystolicProduct.Of(
            own, weights, activations, OutputBufferBits, m, k, n, Values(m * k), Values(n * k));
        ActivityCounts counts = product.Step(out double[] outputs, out bool overflowed);
        double[] expected = product.Reference(out bool expectedOverflow);
        Assert.That(outputs, Is.EqualTo(expected), $"{weights} x {activations}");
        Assert.That(overflowed, Is.EqualTo(expectedOverflow));
        return (counts, SystolicTiming.Count(product.Array, own.Pes, m, k, n));
    }
}
