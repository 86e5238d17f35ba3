namespace Accel.Sim.BitSerial;

/// <summary>
/// The operands of a GEMM as the array's buffers hold them: activations [M x K], weights [K x N], scales.
/// </summary>
/// <remarks>
/// Groups are runs of K of one channel; the last may be shorter. Immutable by convention: arrays are not copied out.
/// </remarks>
public sealed class BitSerialOperands
{
    private BitSerialOperands(int m, int k, int n, int groupSize, ReadOnlySpan<Half> activations)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(m);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        ArgumentOutOfRangeException.ThrowIfNegative(groupSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(activations.Length, m * k, nameof(activations));
        foreach (Half activation in activations)
        {
            if (!Half.IsFinite(activation))
            {
                throw new ArgumentException("the PE takes finite activations only", nameof(activations));
            }
        }

        (M, K, N) = (m, k, n);
        GroupSize = groupSize == 0 ? k : Math.Min(groupSize, k);
        Groups = (k + GroupSize - 1) / GroupSize;
        Activations = activations.ToArray();
    }

    public int M { get; }

    public int K { get; }

    public int N { get; }

    /// <summary>Weights that a PE accumulates before dequantization; K when there are no groups.</summary>
    public int GroupSize { get; }

    /// <summary>Groups of one channel.</summary>
    public int Groups { get; }

    /// <summary>Terms of every weight; 1 for the baseline PEs.</summary>
    public int TermsPerWeight { get; private init; } = 1;

    /// <summary>The power of two that a weight's last place is worth.</summary>
    public int UnitExponent { get; private init; }

    /// <summary>Whether weights are terms for bit-serial PEs, not values for the baseline's.</summary>
    public bool IsBitSerial { get; private init; }

    /// <summary>Row-major [M x K].</summary>
    internal Half[] Activations { get; }

    /// <summary>[N x terms x K], so that a beat's terms of one cycle stand together.</summary>
    internal Term[] Terms { get; private init; } = [];

    /// <summary>[N x K], for the baseline PEs.</summary>
    internal float[] Weights { get; private init; } = [];

    /// <summary>[N x groups].</summary>
    internal GroupScale[] GroupScales { get; private init; } = [];

    /// <summary>[N].</summary>
    internal Half[] ChannelScales { get; private init; } = [];

    /// <summary>Operands for bit-serial PEs.</summary>
    /// <param name="activations">Row-major [M x K], finite.</param>
    /// <param name="weights">Row-major [N x K], one channel after the other, in units of the format's last
    /// place.</param>
    /// <param name="groupSize">0 to 4096; 0 for one group a channel.</param>
    /// <param name="groupScales">[N x groups], or empty for ones.</param>
    /// <param name="channelScales">[N], or empty for ones.</param>
    /// <exception cref="ArgumentException">A length or a value that does not fit.</exception>
    public static BitSerialOperands ForTerms(
        int m,
        int k,
        int n,
        ReadOnlySpan<Half> activations,
        ReadOnlySpan<int> weights,
        TermGenerator generator,
        int groupSize,
        ReadOnlySpan<GroupScale> groupScales = default,
        ReadOnlySpan<Half> channelScales = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, n * k, nameof(weights));
        int count = generator.Count;
        var terms = new Term[n * k * count];
        Span<Term> one = stackalloc Term[count];
        for (int i = 0; i < weights.Length; i++)
        {
            generator.Generate(weights[i], one);
            for (int t = 0; t < count; t++)
            {
                terms[(i / k * count + t) * k + i % k] = one[t];
            }
        }

        var shape = new BitSerialOperands(m, k, n, groupSize, activations);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            shape.GroupSize, GroupAccumulator.MaximumGroup, nameof(groupSize));
        return new BitSerialOperands(m, k, n, groupSize, activations)
        {
            IsBitSerial = true,
            TermsPerWeight = count,
            UnitExponent = generator.UnitExponent,
            Terms = terms,
            GroupScales = OrOnes(groupScales, n * shape.Groups, GroupScale.One),
            ChannelScales = OrOnes(channelScales, n, Half.One),
        };
    }

    /// <summary>Operands for the FP16 and the FP16 x INT8 baseline PE.</summary>
    /// <param name="weights">Row-major [N x K]: FP16 values, or integers of at most eight bits.</param>
    /// <inheritdoc cref="ForTerms"/>
    public static BitSerialOperands ForMacs(
        int m,
        int k,
        int n,
        ReadOnlySpan<Half> activations,
        ReadOnlySpan<Half> weights,
        int groupSize = 0,
        ReadOnlySpan<GroupScale> groupScales = default,
        ReadOnlySpan<Half> channelScales = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, n * k, nameof(weights));
        var values = new float[weights.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Half.IsFinite(weights[i])
                ? (float)weights[i]
                : throw new ArgumentException("the PE takes finite weights only", nameof(weights));
        }

        var shape = new BitSerialOperands(m, k, n, groupSize, activations);
        return new BitSerialOperands(m, k, n, groupSize, activations)
        {
            Weights = values,
            GroupScales = OrOnes(groupScales, n * shape.Groups, GroupScale.One),
            ChannelScales = OrOnes(channelScales, n, Half.One),
        };
    }

    /// <summary>The activations of a beat.</summary>
    internal ReadOnlySpan<Half> ActivationsAt(int m, int k, int count) => Activations.AsSpan(m * K + k, count);

    /// <summary>The terms of a beat in one cycle.</summary>
    internal ReadOnlySpan<Term> TermsAt(int n, int term, int k, int count) =>
        Terms.AsSpan((n * TermsPerWeight + term) * K + k, count);

    /// <summary>The weights of a beat, for baseline PEs.</summary>
    internal ReadOnlySpan<float> WeightsAt(int n, int k, int count) => Weights.AsSpan(n * K + k, count);

    internal GroupScale GroupScaleAt(int n, int group) => GroupScales[n * Groups + group];

    private static T[] OrOnes<T>(ReadOnlySpan<T> values, int length, T one)
    {
        if (values.IsEmpty)
        {
            var ones = new T[length];
            Array.Fill(ones, one);
            return ones;
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, length, nameof(values));
        return values.ToArray();
    }
}
