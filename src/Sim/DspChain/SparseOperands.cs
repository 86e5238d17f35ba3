using Accel.Arch.Designs.DspChain;

namespace Accel.Sim.DspChain;

/// <summary>The weights of a matrix as a core stores them: those that are kept, and their places in blocks.</summary>
/// <remarks>
/// Of every step, a channel has L N / M weights, in the order of their blocks and within a block of their places. N is
/// one for a channel tile and a step; places are shared by the W channels that share slices. A dense matrix keeps all.
/// </remarks>
public sealed class SparseOperands
{
    private readonly byte[] _kept;

    /// <summary>[tiles x (steps + 1)]: where a step begins in a channel of a tile.</summary>
    private readonly int[] _offsets;

    /// <summary>Where the channels of a tile begin.</summary>
    private readonly int[] _tileStarts;
    private readonly sbyte[] _weights;
    private readonly byte[] _places;
    private readonly int _lanes;
    private readonly int _slices;
    private readonly int _block;

    private SparseOperands(in ChainEngine engine, int k, int n, byte[] kept)
    {
        (K, N, _kept) = (k, n, kept);
        (_lanes, _slices, _block, Steps) = (engine.Weights, engine.Slices, engine.Block, (int)engine.Steps(k));
        byte smallest = kept.Where(one => one > 0).DefaultIfEmpty().Min();
        Tile = engine.TileOf(smallest);
        TileChannels = (int)Math.Min(int.MaxValue, Tile.Channels);
        Tiles = (int)((n + (long)TileChannels - 1) / TileChannels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(kept.Length, Tiles * Steps, nameof(kept));
        (_offsets, _tileStarts) = (new int[Tiles * (Steps + 1)], new int[Tiles + 1]);
        for (int tile = 0; tile < Tiles; tile++)
        {
            for (int step = 0; step < Steps; step++)
            {
                int slices = engine.KeptSlices(Kept(tile, step));
                _offsets[Offset(tile, step + 1)] = _offsets[Offset(tile, step)] + slices;
            }

            // Whole results, so that places can be found as weights are.
            int channels = (int)engine.Units(Math.Min(TileChannels, n - (tile * TileChannels))) * _lanes;
            _tileStarts[tile + 1] = _tileStarts[tile] + (channels * _offsets[Offset(tile, Steps)]);
        }

        (_weights, _places) = (new sbyte[_tileStarts[Tiles]], new byte[_tileStarts[Tiles] / _lanes]);
    }

    public int K { get; }

    public int N { get; }

    /// <summary>Steps along K, the last filled up with zeros.</summary>
    public int Steps { get; }

    /// <summary>The tile that its smallest N gives.</summary>
    public ChainTile Tile { get; }

    /// <summary>Channels of a tile; the last has the rest.</summary>
    public int TileChannels { get; }

    /// <summary>Channel tiles.</summary>
    public int Tiles { get; }

    /// <summary>N of a step in a channel tile.</summary>
    public int Kept(int tile, int step) => _kept[(tile * Steps) + step];

    /// <summary>The kept weights of a step of a channel, L N / M.</summary>
    public ReadOnlySpan<sbyte> Weights(int channel, int step) =>
        _weights.AsSpan(Start(channel, step), Length(channel / TileChannels, step));

    /// <summary>Their places in their blocks.</summary>
    public ReadOnlySpan<byte> Places(int channel, int step) =>
        _places.AsSpan(PlaceStart(channel, step), Length(channel / TileChannels, step));

    /// <summary>How many steps keep how much, in a channel tile.</summary>
    public ChainSteps StepsOf(int tile) => ChainSteps.Of(_kept.AsSpan(tile * Steps, Steps));

    /// <summary>A dense matrix: every step keeps all.</summary>
    /// <inheritdoc cref="Pack"/>
    public static SparseOperands Dense(in ChainEngine engine, ReadOnlySpan<sbyte> weights, int k, int n)
    {
        long tiles = (n + engine.TileChannels(engine.Block) - 1) / engine.TileChannels(engine.Block);
        var kept = new byte[tiles * engine.Steps(k)];
        Array.Fill(kept, (byte)engine.Block);
        return Pack(engine, weights, kept, k, n);
    }

    /// <summary>Packs a matrix that is pruned already.</summary>
    /// <param name="weights">Row-major [N x K].</param>
    /// <param name="kept">N of every step, [channel tiles x steps].</param>
    /// <exception cref="ArgumentException">A size does not fit, a weight does not fit its lane, or the W channels that
    /// share slices have more than N weights in a block.</exception>
    public static SparseOperands Pack(
        in ChainEngine engine, ReadOnlySpan<sbyte> weights, ReadOnlySpan<byte> kept, int k, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, n * k, nameof(weights));
        int least = -(1 << (engine.Packing.WeightBits - 1)) + (engine.Overflow == OverflowRule.ExcludeMinimum ? 1 : 0);
        int most = (1 << (engine.Packing.WeightBits - 1)) - 1;
        if (weights.ContainsAnyExceptInRange((sbyte)least, (sbyte)most))
        {
            throw new ArgumentException($"weights are {least} to {most}", nameof(weights));
        }

        SparseOperands operands = new(engine, k, n, [.. kept]);
        for (int channel = 0; channel < n; channel += engine.Weights)
        {
            for (int step = 0; step < operands.Steps; step++)
            {
                operands.PackStep(weights, channel, step);
            }
        }

        return operands;
    }

    /// <summary>The matrix as it was before it was packed, row-major [N x K].</summary>
    public void Expand(Span<sbyte> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, N * K, nameof(weights));
        weights.Clear();
        for (int channel = 0; channel < N; channel++)
        {
            for (int step = 0; step < Steps; step++)
            {
                ReadOnlySpan<sbyte> own = Weights(channel, step);
                ReadOnlySpan<byte> places = Places(channel, step);
                int kept = Kept(channel / TileChannels, step);
                for (int i = 0; i < own.Length; i++)
                {
                    int at = Element(step, kept, i, places[i]);
                    if (at < K)
                    {
                        weights[(channel * K) + at] = own[i];
                    }
                }
            }
        }
    }

    /// <summary>Where along K the i-th kept weight of a step belongs; K and beyond in what fills up the last.</summary>
    internal int Element(int step, int kept, int i, int place) => (step * _slices) + (i / kept * _block) + place;

    private void PackStep(ReadOnlySpan<sbyte> weights, int channel, int step)
    {
        int kept = Kept(channel / TileChannels, step);
        int lanes = Math.Min(_lanes, N - channel);
        Span<bool> isTaken = stackalloc bool[_block];
        for (int block = 0; block < _slices / _block; block++)
        {
            int first = (step * _slices) + (block * _block);
            Choose(weights, channel, lanes, first, kept, isTaken);
            int at = block * kept;
            for (int place = 0; place < _block; place++)
            {
                if (!isTaken[place])
                {
                    continue;
                }

                _places[PlaceStart(channel, step) + at] = (byte)place;
                for (int lane = 0; lane < lanes; lane++)
                {
                    _weights[Start(channel + lane, step) + at] = Value(weights, channel + lane, first + place);
                }

                at++;
            }
        }
    }

    /// <summary>Takes the places where a weight is not zero, and the first others up to N.</summary>
    private void Choose(
        ReadOnlySpan<sbyte> weights, int channel, int lanes, int first, int kept, Span<bool> isTaken)
    {
        int taken = 0;
        for (int place = 0; place < _block; place++)
        {
            isTaken[place] = false;
            for (int lane = 0; lane < lanes; lane++)
            {
                isTaken[place] |= Value(weights, channel + lane, first + place) != 0;
            }

            taken += isTaken[place] ? 1 : 0;
        }

        if (taken > kept)
        {
            throw new ArgumentException(
                $"channel {channel} has {taken} weights, not {kept} of {_block}, at {first}", nameof(weights));
        }

        for (int place = 0; taken < kept; place++)
        {
            taken += isTaken[place] ? 0 : 1;
            isTaken[place] = true;
        }
    }

    private sbyte Value(ReadOnlySpan<sbyte> weights, int channel, int at) =>
        at < K ? weights[(channel * K) + at] : (sbyte)0;

    private int Start(int channel, int step)
    {
        int tile = channel / TileChannels;
        int own = channel - (tile * TileChannels);
        return _tileStarts[tile] + (own * _offsets[Offset(tile, Steps)]) + _offsets[Offset(tile, step)];
    }

    private int PlaceStart(int channel, int step)
    {
        int tile = channel / TileChannels;
        int unit = (channel - (tile * TileChannels)) / _lanes;
        return (_tileStarts[tile] / _lanes) + (unit * _offsets[Offset(tile, Steps)]) + _offsets[Offset(tile, step)];
    }

    private int Length(int tile, int step) => _offsets[Offset(tile, step + 1)] - _offsets[Offset(tile, step)];

    private int Offset(int tile, int step) => (tile * (Steps + 1)) + step;
}
