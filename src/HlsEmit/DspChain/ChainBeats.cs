using System.Diagnostics;
using Accel.HlsEmit.Engines;
using Accel.HlsEmit.Vectors;
using Accel.Sim.DspChain;
using Accel.Sim.DspChain.Machine;

namespace Accel.HlsEmit.DspChain;

/// <summary>Beats of a core's streams in the order in which the machine's passes use and make them.</summary>
/// <remarks>
/// The machine says what a product's sums are and how long it takes; when each sum leaves follows from where passes
/// begin, and the last must leave in the machine's last cycle.
/// </remarks>
internal sealed class ChainBeats
{
    private readonly ChainHardware _hardware;
    private readonly ChainEngine _model;
    private readonly ChainProduct _product;
    private readonly List<BitWord> _activations = [];
    private readonly List<BitWord> _weights = [];

    /// <summary>What leaves in a cycle after the first beat: places of sums in a beat, and the sums.</summary>
    private readonly SortedDictionary<long, SortedDictionary<int, int>> _leaving = [];

    private ChainBeats(ChainHardware hardware, ChainProduct product)
    {
        (_hardware, _model, _product) = (hardware, hardware.Model, product);
    }

    /// <summary>Steps the machine through a product.</summary>
    /// <exception cref="UnreachableException">Machine, closed form and passes disagree.</exception>
    public static EngineProduct Of(ChainHardware hardware, ChainProduct product)
    {
        ChainBeats beats = new(hardware, product);
        (int m, int k, int n) = product.Shape;
        DspChainMachine machine = new(hardware.Model, product.Activations, product.Weights, [], m);
        long cycles = machine.Run().Cycles;
        ChainSteps[] tiles = [.. Enumerable.Range(0, product.Weights.Tiles).Select(product.Weights.StepsOf)];
        beats.Walk(machine.Outputs.ToArray());
        return cycles == DspChainTiming.Cycles(hardware.Model, m, k, n, tiles)
            && cycles == beats._leaving.Keys.Last() + hardware.Model.Latency
            ? new EngineProduct
            {
                Operands = [beats._activations, beats._weights], Outputs = [.. beats.Outputs()], Cycles = cycles,
            }
            : throw new UnreachableException($"the machine's {cycles} cycles are not those of its passes");
    }

    private void Walk(int[] sums)
    {
        long start = 0;
        foreach (ChainPass pass in ChainLoops.Passes(_model, _product.Weights, _product.Shape.M))
        {
            int chains = pass.ChainsWith(0, 0, _hardware.Tile.Chains);
            int groups = (chains + _hardware.Fed - 1) / _hardware.Fed;
            for (int group = 0; group < groups; group++)
            {
                _weights.Add(Feed(pass, group * _hardware.Fed));
            }

            int beats = 0;
            for (int token = 0; token < pass.Tokens; token += pass.BeatTokens, beats++)
            {
                _activations.Add(Beat(pass, pass.Token + token));
                for (int turn = 0; pass.IsLast && turn < pass.BeatCycles; turn++)
                {
                    for (int group = 0; group < groups; group++)
                    {
                        long time = start + ((long)beats * pass.BeatCycles) + turn + group;
                        Leave(pass, token, turn, group * _hardware.Fed, sums, At(time));
                    }
                }
            }

            start += Math.Max(beats * pass.BeatCycles, groups);
        }
    }

    private SortedDictionary<int, int> At(long time)
    {
        if (!_leaving.TryGetValue(time, out SortedDictionary<int, int>? beat))
        {
            _leaving.Add(time, beat = []);
        }

        return beat;
    }

    /// <summary>The weights of a feed group.</summary>
    private BitWord Feed(ChainPass pass, int first)
    {
        int bits = _model.Packing.WeightBits;
        BitWord word = new();
        foreach (int at in Enumerable.Range(0, _hardware.Fed * _model.Slices * _model.Weights))
        {
            (int slice, int lane) = Math.DivRem(at, _model.Weights);
            int channel = Channel(pass, first + (slice / _model.Slices), slice % _model.Slices) + lane;
            word.Put(channel < lane || channel >= pass.TileEnd ? 0
                : _product.Weights.Weights(channel, pass.Step)[slice % _model.Slices % pass.Span], bits);
        }

        foreach (int at in Enumerable.Range(0, _hardware.PlaceBits > 0 ? _hardware.Fed * _model.Slices : 0))
        {
            int channel = Channel(pass, first + (at / _model.Slices), at % _model.Slices);
            word.Put(channel < 0 || !pass.IsSparse ? 0
                : _product.Weights.Places(channel, pass.Step)[at % _model.Slices % pass.Span], _hardware.PlaceBits);
        }

        word.Put(_hardware.KindBits > 0 && pass.Kept == _hardware.High ? 1 : 0, _hardware.KindBits);
        return word.Put(0, _hardware.WeightPort.Bits - word.Bits);
    }

    /// <summary>The first channel of a slice's weights; far below 0 where it has none.</summary>
    private int Channel(ChainPass pass, int chain, int slice) =>
        pass.IsKept(slice) && pass.ChainsWith(pass.ResultOf(slice), chain, 1) > 0
            ? pass.ChannelOf(chain, pass.ResultOf(slice), _model.Weights)
            : int.MinValue;

    /// <summary>Activations of a beat's tokens in a step.</summary>
    private BitWord Beat(ChainPass pass, int token)
    {
        BitWord word = new();
        int end = Math.Min(pass.Token + pass.Tokens, token + pass.BeatTokens);
        for (int slice = 0; slice < _model.Slices; slice++)
        {
            int at = (pass.Step * _model.Slices) + slice;
            for (int lane = 0; lane < _model.Activations; lane++)
            {
                word.Put(token + lane < end && at < _product.Shape.K
                    ? _product.Activations[((token + lane) * _product.Shape.K) + at] : 0, _model.Packing.ActivationBits);
            }
        }

        return word.Put(0, _hardware.ActivationPort.Bits - word.Bits);
    }

    /// <summary>What a turn of a beat leaves of some chains.</summary>
    /// <param name="token">The beat's first token in its tile.</param>
    private void Leave(
        ChainPass pass, int token, int turn, int first, int[] sums, SortedDictionary<int, int> beat)
    {
        bool isSingle = _hardware.TakesOneToken(pass.Kept);
        for (int item = 0; item < _model.Activations; item++)
        {
            int result = isSingle ? (turn * _model.Activations) + item : turn;
            int own = isSingle ? token : token + item;
            int slot = ((pass.Channel - pass.TileStart) / (pass.Dealt * _model.Weights)) + result;
            int bank = _hardware.SwapsBanks ? (own + slot) % 2 : item;
            int chains = own < pass.Tokens ? pass.ChainsWith(result, first, _hardware.Fed) : 0;
            for (int chain = first; chain < first + chains; chain++)
            {
                int channel = pass.ChannelOf(chain, result, _model.Weights);
                for (int lane = 0; lane < _model.Weights && channel + lane < pass.TileEnd; lane++)
                {
                    beat.Add((((chain * _model.Activations) + bank) * _model.Weights) + lane,
                        sums[((pass.Token + own) * _product.Shape.N) + channel + lane]);
                }
            }
        }
    }

    private IEnumerable<OutputBeat> Outputs()
    {
        long last = _leaving.Keys.Last();
        int places = _hardware.Tile.Chains * _model.Packing.Lanes;
        foreach ((long time, SortedDictionary<int, int> sums) in _leaving)
        {
            BitWord word = new();
            for (int place = 0; place < places; place++)
            {
                word.Put(sums.GetValueOrDefault(place), ChainEngine.SumBits, sums.ContainsKey(place));
            }

            yield return new OutputBeat(word, time == last);
        }
    }
}
