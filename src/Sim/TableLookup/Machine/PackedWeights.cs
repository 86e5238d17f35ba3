namespace Accel.Sim.TableLookup.Machine;

/// <summary>Ternary weights as the engine stores them: for each step and channel a vector of T indices.</summary>
/// <remarks>
/// An index is the sum of (w_j + 1) 3^j over the group's weights, the first the least digit. Weights beyond K are zero,
/// so that a group without any is the index in the middle. The channels of a step and a table lie side by side: they
/// look up in the same table.
/// </remarks>
public sealed class PackedWeights
{
    private readonly ushort[] _indices;
    private readonly int _tables;

    private PackedWeights(int k, int n, int tables, ushort[] indices) =>
        (K, N, _tables, _indices) = (k, n, tables, indices);

    public int K { get; }

    public int N { get; }

    /// <summary>Packs weights for an engine.</summary>
    /// <param name="weights">-1, 0 or 1; [N x K].</param>
    public static PackedWeights Pack(in LookupEngine engine, ReadOnlySpan<sbyte> weights, int k, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, k * n);
        int steps = (int)engine.Steps(k);
        int count = steps * n * engine.Tables;
        var indices = new ushort[count + LookupBeat.PaddedLanes(engine)];
        for (int i = 0; i < count; i++)
        {
            (int place, int channel) = Math.DivRem(i, n);
            indices[i] = Index(weights.Slice(channel * k, k), place * engine.Group, engine.Group);
        }

        return new PackedWeights(k, n, engine.Tables, indices);
    }

    /// <summary>The index vector of a step and a channel, an index for each table.</summary>
    public ushort[] Vector(int step, int channel)
    {
        var vector = new ushort[_tables];
        for (int table = 0; table < _tables; table++)
        {
            vector[table] = _indices[(((step * _tables) + table) * N) + channel];
        }

        return vector;
    }

    /// <summary>What some channels look up in a table.</summary>
    internal ReadOnlySpan<ushort> Indices(int step, int table, int channel, int channels) =>
        _indices.AsSpan((((step * _tables) + table) * N) + channel, channels);

    /// <summary>The same, with what follows them: for lanes padded as a <see cref="LookupBeat"/>'s are.</summary>
    internal ReadOnlySpan<ushort> Padded(int step, int table, int channel) =>
        _indices.AsSpan((((step * _tables) + table) * N) + channel);

    private static ushort Index(ReadOnlySpan<sbyte> channel, int first, int group)
    {
        int index = 0;
        for (int i = group - 1; i >= 0; i--)
        {
            int weight = first + i < channel.Length ? channel[first + i] : 0;
            index = (index * 3) + weight + 1;
        }

        return (ushort)index;
    }
}
