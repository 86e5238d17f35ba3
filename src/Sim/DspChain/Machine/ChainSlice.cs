using System.Diagnostics;

namespace Accel.Sim.DspChain.Machine;

/// <summary>The registers of one DSP slice, and of its multiplexer.</summary>
/// <remarks>
/// Weights stay in B2 while a tile's tokens pass; those of the next pass are in B1 by then and go over with its first
/// beat, so that nothing waits.
/// </remarks>
internal sealed class ChainSlice
{
    private readonly int _place;
    private readonly PackedArithmetic _arithmetic;
    private readonly bool _hasMultiplexer;
    private Input _chosen;
    private Input _first;
    private ChainBeat? _second;
    private PackedOperand _ad;
    private PackedOperand _b2;
    private ChainBeat? _third;
    private PackedSum _product;
    private PackedSum _sum;

    /// <param name="place">Its place along the chain.</param>
    public ChainSlice(int place, PackedArithmetic arithmetic, bool hasMultiplexer)
    {
        (_place, _arithmetic, _hasMultiplexer) = (place, arithmetic, hasMultiplexer);
    }

    /// <summary>Whose sum is in the P register.</summary>
    public ChainBeat? Beat { get; private set; }

    /// <summary>The P register.</summary>
    public ref readonly PackedSum Sum => ref _sum;

    /// <summary>A cycle: the last register first, so that each takes what the one before had.</summary>
    /// <param name="input">What arrives at the operand ports, or at the multiplexer.</param>
    /// <param name="cascade">The word before this slice, and whose it is.</param>
    /// <returns>Whose product has been formed.</returns>
    public ChainBeat? Advance(in Input input, in PackedSum cascade, ChainBeat? cascadeBeat)
    {
        Beat = _third;
        if (_third is { } beat)
        {
            bool isHead = beat.Pass.IsHead(_place);
            if (!isHead && !ReferenceEquals(cascadeBeat, beat))
            {
                throw new UnreachableException("the cascade brings another beat's sum");
            }

            _sum = _arithmetic.Add(isHead ? default : cascade, _product);
        }

        _third = _second;
        if (_second is not null)
        {
            _product = _arithmetic.Multiply(_b2, _ad);
        }

        (_second, _ad) = (_first.Beat, _first.Activations);
        if (_first.Beat is { BringsWeights: true })
        {
            _b2 = _first.Weights;
        }

        _first = Hold(_first.Weights, _hasMultiplexer ? _chosen : input);
        _chosen = Hold(_chosen.Weights, input);
        return _third;
    }

    /// <summary>A register of weights that is written with a pass's first beat alone.</summary>
    private static Input Hold(in PackedOperand weights, in Input input) =>
        input.Beat is { BringsWeights: true } ? input : input with { Weights = weights };

    /// <summary>What arrives at a slice in a cycle.</summary>
    internal readonly record struct Input(ChainBeat? Beat, PackedOperand Activations, PackedOperand Weights);
}
