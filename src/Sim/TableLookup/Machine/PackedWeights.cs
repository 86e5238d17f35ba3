namespace Accel.Sim.TableLookup.Machine;

/// <summary>Ternary weights as the engine stores them: for each step and channel a vector of T indices.</summary>
/// <remarks>
/// An index is the sum of (w_j + 1) 3^j over the group's weights, the first the least digit. Weights beyond K are zero,
/// so that a group without any is the index in the middle.
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
        var indices = new ushort[steps * n * engine.Tables];
        for (int step = 0; step < steps; step++)
        {
            for (int channel = 0; channel < n; channel++)
            {
                for (int table = 0; table < engine.Tables; table++)
                {
                    int first = (step * engine.StepWidth) + (table * engine.Group);
                    indices[(((step * n) + channel) * engine.Tables) + table] =
                        Index(weights.Slice(channel * k, k), first, engine.Group);
                }
            }
        }

        return new PackedWeights(k, n, engine.Tables, indices);
    }

    /// <summary>The index vector of a step and a channel.</summary>
    public ReadOnlySpan<ushort> Vector(int step, int channel) =>
        _indices.AsSpan(((step * N) + channel) * _tables, _tables);

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
