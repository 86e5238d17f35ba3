using Accel.Arch.Designs.DspChain;
using Accel.Sim.DspChain;
using Accel.Sim.DspChain.Machine;
using Accel.Sim.DspChain.Slices;

namespace Accel.Tests.Sim.DspChain;

/// <summary>A chain of the machine beside one of real slices, clock by clock.</summary>
public class ChainSlicesTests
{
    [Test]
    public void SumOf_AChainOfRealSlicesBesideTheMachines_IsTheSameWord(
        [Values("w8a8-1x2", "w8a8-2x1", "w4a4-2x2", "w2a8-3x1", "w8a4-1x2", "w8a8-1x1")] string name,
        [Values] OverflowRule rule)
    {
        _ = SliceMode.TryParse(name, out SliceMode mode);
        DspChainFabric fabric = new()
        {
            Chains = 1, FedChains = 1, Groups = 9, GroupSlices = 2, TokenTile = 8, Overflow = rule,
            Packing = new SliceModes(mode),
        };
        var engine = ChainEngine.From(fabric, mode);
        ChainCase one = ChainCase.Dense(engine, 8, 3 * engine.Slices, engine.Weights, 11);
        DspChainMachine machine = one.Machine();
        RealChain real = new(one);
        int compared = 0;
        for (int cycle = 0; machine.Step(); cycle++)
        {
            real.Step(cycle);
            for (int slice = 0; slice < engine.Slices; slice++)
            {
                // A sum is there four cycles after its operands.
                if (real.BeatOf(slice, cycle - 3) >= 0)
                {
                    Assert.That(
                        machine.SumOf(0, slice), Is.EqualTo(real.SumOf(slice)), $"slice {slice}, cycle {cycle}");
                    compared++;
                }
            }
        }

        Assert.That(compared, Is.EqualTo(engine.Slices * 3 * engine.Beats(engine.Block, 8)));
        Assert.That(machine.Outputs.ToArray(), Is.EqualTo(one.Product()));
    }

    /// <summary>Real slices, and between segments adjust units that hand on by the C register.</summary>
    private sealed class RealChain(ChainCase one)
    {
        private readonly ChainEngine _engine = one.Engine;
        private readonly sbyte[] _activations = one.Activations();
        private readonly sbyte[] _weights = one.Weights();
        private readonly int _beats = (int)one.Engine.Beats(one.Engine.Block, one.M);
        private readonly Dsp48E2[] _slices =
            [.. Enumerable.Range(0, one.Engine.Slices).Select(_ => new Dsp48E2(Dsp48E2Settings.Chain))];

        private readonly OverflowAdjust? _adjust = one.Engine.AdjustUnits == 0 ? null
            : new OverflowAdjust(one.Engine.Packing, one.Engine.Overflow == OverflowRule.ExcludeMinimum);

        private readonly long[] _adjusted = new long[one.Engine.AdjustUnits];

        public long SumOf(int slice) => _slices[slice].P;

        /// <summary>The beat whose operands a slice takes in a cycle; -1 where there is none.</summary>
        public int BeatOf(int slice, int cycle)
        {
            int beat = cycle - slice - (2 * (slice / _engine.SegmentSlices));
            return beat < 0 || beat >= _beats * one.Engine.Steps(one.K) ? -1 : beat;
        }

        public void Step(int cycle)
        {
            for (int slice = _slices.Length - 1; slice >= 0; slice--)
            {
                bool starts = slice > 0 && slice % _engine.SegmentSlices == 0;
                int unit = (slice / _engine.SegmentSlices) - 1;
                PackedOperands operands = Operands(slice, BeatOf(slice, cycle));
                _slices[slice].Step(new SliceInputs
                {
                    A = operands.A, D = operands.D, B = operands.B, C = starts ? _adjusted[unit] : 0,
                    InMode = InMode.EnableD | (operands.Subtracts ? InMode.Subtract : InMode.None),
                    OpMode = slice == 0 ? OpMode.Product : starts ? OpMode.Product with { Z = ZSelect.C }
                        : OpMode.ProductAndCascade,
                    PCascade = slice == 0 ? 0 : _slices[slice - 1].PCOut,
                });
                if (starts)
                {
                    _adjusted[unit] = _adjust!.Split(_slices[slice - 1].P, new long[_engine.Packing.Lanes]);
                }
            }
        }

        private PackedOperands Operands(int slice, int beat)
        {
            var weights = new int[_engine.Weights];
            var activations = new int[_engine.Activations];
            int at = (beat / _beats * _engine.Slices) + slice;
            for (int i = 0; beat >= 0 && i < weights.Length; i++)
            {
                weights[i] = _weights[(i * one.K) + at];
            }

            for (int i = 0; beat >= 0 && i < activations.Length; i++)
            {
                activations[i] = _activations[(((beat % _beats * _engine.Activations) + i) * one.K) + at];
            }

            // Every value of a packing goes to the same inputs, whatever it is.
            return PackedLanes.Pack(_engine.Packing, weights, activations);
        }
    }
}
