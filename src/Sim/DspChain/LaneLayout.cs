using Accel.Arch.Designs.DspChain;

namespace Accel.Sim.DspChain;

/// <summary>Where weights and activations are in a multiplication's operands, and their products in the sum.</summary>
/// <remarks>
/// A <see cref="DspPacking"/> has lanes at equal distances; a layout may have any, as those of FINN's matrix-vector
/// unit. It says nothing about whether the operands fit their ports: see <see cref="FitsPorts"/>. Lanes are numbered
/// weight by weight: that of weight w and activation a is w times the activations, plus a.
/// </remarks>
public sealed class LaneLayout
{
    private readonly int[] _weightOffsets;
    private readonly int[] _activationOffsets;
    private readonly int[] _offsets;
    private readonly int[] _order;

    /// <param name="mode">Widths and numbers of weights and activations.</param>
    /// <param name="weightOffsets">The bit at which each weight is on its port, from the lowest.</param>
    /// <param name="activationOffsets">The same of activations.</param>
    /// <exception cref="ArgumentException">Offsets do not rise from 0, or two lanes begin at one bit.</exception>
    public LaneLayout(DspPrimitive primitive, SliceMode mode, ReadOnlySpan<int> weightOffsets,
        ReadOnlySpan<int> activationOffsets, bool weightsAreWide = true, bool signedActivations = true)
    {
        ArgumentNullException.ThrowIfNull(primitive);
        ArgumentOutOfRangeException.ThrowIfNotEqual(weightOffsets.Length, mode.Weights, nameof(weightOffsets));
        ArgumentOutOfRangeException.ThrowIfNotEqual(
            activationOffsets.Length, mode.Activations, nameof(activationOffsets));
        CheckOffsets(weightOffsets, nameof(weightOffsets));
        CheckOffsets(activationOffsets, nameof(activationOffsets));
        (Primitive, Mode, WeightsAreWide, SignedActivations) = (primitive, mode, weightsAreWide, signedActivations);
        _weightOffsets = weightOffsets.ToArray();
        _activationOffsets = activationOffsets.ToArray();
        _offsets = new int[mode.Lanes];
        _order = new int[mode.Lanes];
        for (int i = 0; i < mode.Lanes; i++)
        {
            _offsets[i] = _weightOffsets[i / mode.Activations] + _activationOffsets[i % mode.Activations];
            _order[i] = i;
        }

        Array.Sort(_offsets, _order);
        CheckOffsets(_offsets, nameof(activationOffsets));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(_offsets[^1], primitive.SumBits, nameof(weightOffsets));
    }

    /// <summary>The layout of a packing.</summary>
    public LaneLayout(in DspPacking packing)
        : this(packing.Primitive,
            new SliceMode(packing.WeightBits, packing.ActivationBits, packing.Weights, packing.Activations),
            OffsetsOf(packing.WeightOffset, packing.Weights), OffsetsOf(packing.ActivationOffset, packing.Activations),
            packing.WeightsAreWide, packing.SignedActivations)
    {
    }

    public DspPrimitive Primitive { get; }

    public SliceMode Mode { get; }

    /// <summary>Whether weights are on the wide port.</summary>
    public bool WeightsAreWide { get; }

    public bool SignedActivations { get; }

    public int Lanes => Mode.Lanes;

    /// <summary>The bit at which each weight is on its port.</summary>
    public ReadOnlySpan<int> WeightOffsets => _weightOffsets;

    /// <summary>The bit at which each activation is on its port.</summary>
    public ReadOnlySpan<int> ActivationOffsets => _activationOffsets;

    /// <summary>The bits of the sum at which lanes begin, from the lowest.</summary>
    public ReadOnlySpan<int> Offsets => _offsets;

    /// <summary>The number of each lane, from that at the lowest bit.</summary>
    public ReadOnlySpan<int> Order => _order;

    /// <summary>The least and the greatest product of a lane.</summary>
    public (long Least, long Greatest) ProductRange => DspPacking.ProductRange(
        Mode.WeightBits, Mode.ActivationBits, SignedActivations, excludesMinimum: false);

    /// <summary>Whether operands of any values fit their ports.</summary>
    public bool FitsPorts() =>
        Fits(_weightOffsets, Mode.WeightBits, isSigned: true, WeightsAreWide)
        && Fits(_activationOffsets, Mode.ActivationBits, SignedActivations, !WeightsAreWide);

    private bool Fits(int[] offsets, int bits, bool isSigned, bool isWide)
    {
        (long low, long high) = isSigned ? (-(1L << (bits - 1)), (1L << (bits - 1)) - 1) : (0, (1L << bits) - 1);
        (long least, long greatest) = (0, 0);
        foreach (int offset in offsets)
        {
            least += low << offset;
            greatest += high << offset;
        }

        long field = 1L << ((isWide ? Primitive.WideBits : Primitive.NarrowBits) - 1);
        return least >= -field && greatest < field;
    }

    private static int[] OffsetsOf(Func<int, int> offset, int count) => [.. Enumerable.Range(0, count).Select(offset)];

    private static void CheckOffsets(ReadOnlySpan<int> offsets, string name)
    {
        if (offsets[0] != 0)
        {
            throw new ArgumentException("the first value is at bit 0", name);
        }

        for (int i = 1; i < offsets.Length; i++)
        {
            if (offsets[i] <= offsets[i - 1])
            {
                throw new ArgumentException("offsets rise, and no two lanes begin at one bit", name);
            }
        }
    }
}
