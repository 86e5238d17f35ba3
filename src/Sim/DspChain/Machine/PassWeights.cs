namespace Accel.Sim.DspChain.Machine;

/// <summary>
/// What the weight buffer holds of a pass: packed weights and places, for every slice of every chain.
/// </summary>
/// <remarks>Row by row, [slices x chains]: chains of a feed group take theirs together.</remarks>
internal sealed class PassWeights
{
    private readonly ChainEngine _engine;
    private readonly SparseOperands _operands;
    private readonly int[] _offsets;
    private readonly int[] _words;
    private readonly ushort[] _sources;

    /// <summary>[slices x chains x W], for carry trackers alone.</summary>
    private readonly int[] _values;

    public PassWeights(in ChainEngine engine, SparseOperands operands)
    {
        (_engine, _operands) = (engine, operands);
        _offsets = [.. Enumerable.Range(0, engine.Weights).Select(engine.Packing.WeightOffset)];
        int slices = engine.Slices * engine.Chains;
        (_words, _sources) = (new int[slices], new ushort[engine.SparseBlock > 0 ? slices : 0]);
        _values = new int[engine.Packing.TrackedBits > 0 ? slices * engine.Weights : 0];
    }

    /// <summary>Weights of a slice as words on its port, of some chains in a row; zeros where there are none.</summary>
    public ReadOnlySpan<int> Words(int slice, int first, int chains) =>
        _words.AsSpan((slice * _engine.Chains) + first, chains);

    /// <summary>The elements of a step that multiplexers of a slice choose, where the step is sparse.</summary>
    public ReadOnlySpan<ushort> Sources(int slice, int first, int chains) =>
        _sources.AsSpan((slice * _engine.Chains) + first, chains);

    /// <summary>The weights of a slice one by one, for a carry tracker.</summary>
    public ReadOnlySpan<int> Values(int slice, int chain) =>
        _values.AsSpan(((slice * _engine.Chains) + chain) * _engine.Weights, _engine.Weights);

    /// <summary>Takes the weights of a pass.</summary>
    public void Load(ChainPass pass)
    {
        Array.Clear(_words);
        Array.Clear(_sources);
        Array.Clear(_values);
        for (int result = 0; result < pass.Results; result++)
        {
            int chains = pass.ChainsWith(result, 0, _engine.Chains);
            for (int chain = 0; chain < chains; chain++)
            {
                int channel = pass.ChannelOf(chain, result, _engine.Weights);
                int at = (result * pass.Span * _engine.Chains) + chain;
                for (int lane = 0; lane < _engine.Weights && channel + lane < pass.TileEnd; lane++)
                {
                    LoadLane(_operands.Weights(channel + lane, pass.Step), lane, at);
                }

                if (pass.IsSparse)
                {
                    LoadPlaces(_operands.Places(channel, pass.Step), pass.Kept, at);
                }
            }
        }
    }

    private void LoadLane(ReadOnlySpan<sbyte> weights, int lane, int at)
    {
        int offset = _offsets[lane];
        for (int i = 0; i < weights.Length; i++, at += _engine.Chains)
        {
            _words[at] += weights[i] << offset;
            if (_values.Length > 0)
            {
                _values[(at * _engine.Weights) + lane] = weights[i];
            }
        }
    }

    private void LoadPlaces(ReadOnlySpan<byte> places, int kept, int at)
    {
        for (int i = 0; i < places.Length; i++, at += _engine.Chains)
        {
            _sources[at] = (ushort)((i / kept * _engine.Block) + places[i]);
        }
    }
}
