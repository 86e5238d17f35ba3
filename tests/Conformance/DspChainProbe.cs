using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;
using Accel.Sim.DspChain;
using Accel.Sim.DspChain.Machine;
using Accel.Tests.Sim.DspChain;

namespace Accel.Tests.Conformance;

/// <summary>The DSP-chain family: one core; steps of any N where the fabric is sparse.</summary>
internal sealed class DspChainProbe : IFamilyProbe
{
    public string Kind => DspChainFabric.KindName;

    public Fabric ScaleDown(Fabric fabric)
    {
        var own = (DspChainFabric)fabric;
        return own with
        {
            Chains = Math.Min(own.Chains, 5),
            FedChains = Math.Min(own.FedChains, 3),
            TokenTile = Math.Max(
                Math.Min(own.TokenTile, 5), own.SparseBlock == 0 ? 1 : own.Shape.Results(1, own.SparseBlock)),
            MultiplexedChains = own.SparseBlock == 0 ? null : Math.Min(own.ChoosingChains, 4),
        };
    }

    public (ActivityCounts Machine, ActivityCounts ClosedForm) Run(
        Fabric fabric, TensorFormat weights, TensorFormat activations, int m, int k, int n, int seed)
    {
        var own = (DspChainFabric)fabric;
        int bits = DspChainFabric.WidthOf(weights);
        SliceMode mode = ChainEngine.ModeOf(own, bits, (int)activations.Element.Bits)
            ?? throw new ArgumentException($"no mode holds {weights} and {activations}", nameof(fabric));
        int group = weights.GroupSize % own.ChainSlices == 0 ? weights.GroupSize : 0;
        ChainCase one = ChainCase.Mixed(ChainEngine.From(own, mode, bits, group), m, k, n, seed);
        DspChainMachine machine = one.Machine();
        ActivityCounts counts = machine.Run();
        Assert.That(machine.Outputs.ToArray(), Is.EqualTo(one.Product()), $"{weights} x {activations}");
        Assert.That(one.Reference(), Is.EqualTo(one.Product()), $"{weights} x {activations}");
        return (counts, one.Count());
    }
}
