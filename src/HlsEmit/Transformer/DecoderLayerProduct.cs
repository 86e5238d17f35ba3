using Accel.Arch.Designs;
using Accel.HlsEmit.TableLookup;
using Accel.Sim.Transformer;

namespace Accel.HlsEmit.Transformer;

/// <summary>A decoder layer's run from a seed: what lies in each memory of <c>ternary_decoder_layer.h</c> before it,
/// and after.</summary>
/// <remarks>Bytes with the lowest first. Weights and parameters, and all that is in memory besides, are those of
/// <see cref="DecoderLayer"/>, the scalar reference.</remarks>
public sealed record DecoderLayerProduct
{
    public required LayerShape Shape { get; init; }

    /// <summary>One to decode, or those of a prompt.</summary>
    public required int Tokens { get; init; }

    /// <summary>The token's; 0 for a prompt.</summary>
    public required int Position { get; init; }

    /// <summary>Bits of a word of <see cref="Weights"/>; all other memories have words of 256 bits.</summary>
    public required int WeightWordBits { get; init; }

    public required byte[] Weights { get; init; }

    public required byte[] Parameters { get; init; }

    public required byte[] Turns { get; init; }

    /// <summary>The inputs, and zeros in the place of everything behind them.</summary>
    public required byte[] Activations { get; init; }

    /// <summary>Rows of the cache before the position, and zeros for those that are appended.</summary>
    public required byte[] Keys { get; init; }

    public required byte[] Values { get; init; }

    /// <summary>All tensors between phases, and the outputs last.</summary>
    public required byte[] ExpectedActivations { get; init; }

    public required byte[] ExpectedKeys { get; init; }

    public required byte[] ExpectedValues { get; init; }

    /// <summary>Why a design's engine does not compute such a layer, or null.</summary>
    /// <exception cref="ArgumentException">The design's fabric is not of the table-lookup family.</exception>
    public static string? WhyNot(Design design, LayerShape shape)
    {
        LookupGeometry geometry = new(design);
        return shape.WhyNot()
            ?? (Enum.GetValues<LayerMatrix>().All(matrix => Holds(geometry, shape, matrix))
                ? null
                : "the buffers do not hold each matrix whole");
    }

    /// <summary>Runs the reference on operands from a seed.</summary>
    /// <param name="tokens">One at <paramref name="position"/>, or several, from position 0 on.</param>
    /// <exception cref="ArgumentException"><see cref="WhyNot"/> says why, or a prompt has a position.</exception>
    public static DecoderLayerProduct Create(Design design, LayerShape shape, int tokens, int position, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        if (WhyNot(design, shape) is { } reason)
        {
            throw new ArgumentException(reason, nameof(shape));
        }

        SeededLayer layer = new(shape, tokens, position, seed);
        LayerWeightImage weights = new(new LookupGeometry(design));
        foreach (LayerMatrix matrix in Enum.GetValues<LayerMatrix>())
        {
            weights.Add(layer.Parameters[matrix]);
        }

        byte[] before = LayerImages.Halves(layer.Tensors.All);
        (byte[] keys, byte[] values) = (LayerImages.Halves([layer.Keys]), LayerImages.Halves([layer.Values]));
        new DecoderLayer(layer.Parameters, layer.Turns).Run(layer.Tensors, position, layer.Keys, layer.Values);
        return new DecoderLayerProduct
        {
            Shape = shape,
            Tokens = tokens,
            Position = position,
            WeightWordBits = weights.WordBits,
            Weights = weights.Bytes,
            Parameters = LayerImages.Parameters(layer.Parameters),
            Turns = LayerImages.Halves([layer.Turns]),
            Activations = before,
            Keys = keys,
            Values = values,
            ExpectedActivations = LayerImages.Halves(layer.Tensors.All),
            ExpectedKeys = LayerImages.Halves([layer.Keys]),
            ExpectedValues = LayerImages.Halves([layer.Values]),
        };
    }

    private static bool Holds(LookupGeometry geometry, LayerShape shape, LayerMatrix matrix)
    {
        (int k, int n) = shape.Of(matrix);
        return LayerWeightImage.Holds(geometry, k, n);
    }
}
