namespace Accel.Sim.Transformer;

/// <summary>Sizes of a decoder layer, all multiples of 16.</summary>
/// <param name="Hidden">Elements of a token.</param>
/// <param name="Ffn">Elements between up and down.</param>
public readonly record struct LayerShape(int Hidden, HeadShape Heads, int Ffn)
{
    /// <summary>K and N of a linear layer.</summary>
    public (int K, int N) Of(LayerMatrix matrix) => matrix switch
    {
        LayerMatrix.Query => (Hidden, Heads.Width),
        LayerMatrix.Key or LayerMatrix.Value => (Hidden, Heads.KvWidth),
        LayerMatrix.Output => (Heads.Width, Hidden),
        LayerMatrix.Gate or LayerMatrix.Up => (Hidden, Ffn),
        _ => (Ffn, Hidden),
    };

    /// <summary>Why there is no such layer, or null.</summary>
    public string? WhyNot()
    {
        if (Hidden < 1 || Ffn < 1 || Heads is not { Heads: > 0, KvHeads: > 0, HeadDim: > 0 })
        {
            return "a size is not positive";
        }

        return Heads.Heads % Heads.KvHeads != 0 ? "heads are not whole groups of the keys' and values'"
            : (Hidden | Ffn | Heads.HeadDim) % FloatArithmetic.Lanes != 0 ? "a width is not a multiple of 16" : null;
    }
}
