using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats.Ternary;

namespace Accel.Sim.TableLookup;

/// <summary>The product that a table-lookup engine computes, value by value, in its order of additions.</summary>
/// <remarks>
/// For each token, steps of T G activations along K; for each step, T tables; for each channel, T lookups, summed by a
/// tree and added to the channel's accumulator (<see cref="LookupArithmetic"/>). K is filled with zeros to whole steps.
/// Sums are raw: scales are applied behind the engine.
/// </remarks>
public static class LookupReference
{
    /// <summary>Multiplies [M x K] by [N x K] transposed into [M x N].</summary>
    /// <param name="activations">Row-major [M x K], -127 to 127.</param>
    /// <param name="weights">Row-major [N x K] of -1, 0 and 1.</param>
    /// <param name="group">G: 1 to 5.</param>
    /// <param name="tables">T.</param>
    /// <param name="outputs">Receives M x N sums.</param>
    /// <exception cref="ArgumentException">A size does not fit, a weight is not ternary, or an activation is
    /// -128.</exception>
    /// <exception cref="OverflowException">K is above <see cref="LookupArithmetic.MaximumK"/>.</exception>
    public static void Multiply(
        int m, int k, int n, ReadOnlySpan<sbyte> activations, ReadOnlySpan<sbyte> weights, int group, int tables,
        LookupVariant variant, Span<int> outputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tables, 1);
        LookupArithmetic.Check(m, k, n, activations, weights.Length, outputs.Length);
        ushort[] indices = Indices(n, k, weights, group, tables);
        LookupStep step = new(group, tables, variant);
        for (int token = 0; token < m; token++)
        {
            Token(k, n, activations.Slice(token * k, k), indices, step, outputs.Slice(token * n, n));
        }
    }

    /// <summary>Multiplies by two ternary planes through one set of tables, each built once and read twice.</summary>
    /// <param name="first">The plane of the larger scale, row-major [N x K]; see <see cref="TritPlanes"/>.</param>
    /// <param name="firstOutputs">Receives M x N sums of the first plane.</param>
    /// <param name="secondOutputs">Receives those of the second. With scales for groups along K, one call a
    /// group.</param>
    /// <exception cref="ArgumentException">As <see cref="Multiply"/>.</exception>
    public static void MultiplyPlanes(
        int m, int k, int n, ReadOnlySpan<sbyte> activations, ReadOnlySpan<sbyte> first, ReadOnlySpan<sbyte> second,
        int group, int tables, Span<int> firstOutputs, Span<int> secondOutputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tables, 1);
        LookupArithmetic.Check(m, k, n, activations, first.Length, firstOutputs.Length);
        LookupArithmetic.Check(m, k, n, activations, second.Length, secondOutputs.Length);

        // Two streams are channels of one matrix of twice the height.
        ushort[] indices = [.. Indices(n, k, first, group, tables), .. Indices(n, k, second, group, tables)];
        LookupStep step = new(group, tables, LookupVariant.Full);
        Span<int> both = new int[2 * n];
        for (int token = 0; token < m; token++)
        {
            both.Clear();
            Token(k, 2 * n, activations.Slice(token * k, k), indices, step, both);
            both[..n].CopyTo(firstOutputs[(token * n)..]);
            both[n..].CopyTo(secondOutputs[(token * n)..]);
        }
    }

    private static ushort[] Indices(int n, int k, ReadOnlySpan<sbyte> weights, int group, int tables)
    {
        int groups = TernaryIndex.Groups(k, group, tables);
        var indices = new ushort[n * groups];
        for (int channel = 0; channel < n; channel++)
        {
            TernaryIndex.Encode(weights.Slice(channel * k, k), group, indices.AsSpan(channel * groups, groups));
        }

        return indices;
    }

    private static void Token(
        int k, int n, ReadOnlySpan<sbyte> activations, ushort[] indices, LookupStep step, Span<int> outputs)
    {
        int groups = TernaryIndex.Groups(k, step.Group, step.Tables);
        outputs.Clear();
        for (int table = 0; table < groups; table += step.Tables)
        {
            step.Build(activations[Math.Min(k, table * step.Group)..]);
            for (int channel = 0; channel < n; channel++)
            {
                outputs[channel] += step.Read(indices.AsSpan((channel * groups) + table, step.Tables));
            }
        }
    }
}
