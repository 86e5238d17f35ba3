namespace Accel.Sim.Transformer;

/// <summary>What a decoder layer is given, leaves in memory between its phases, and gives: rows as stored.</summary>
/// <remarks>Row-major; the rows of a prompt are in reversed order, its last token first.</remarks>
/// <param name="shape">The layer's.</param>
/// <param name="tokens">N.</param>
public sealed class LayerTensors(LayerShape shape, int tokens)
{
    public int Tokens => tokens;

    /// <summary>x: [N x hidden], which is given.</summary>
    public Half[] Inputs { get; } = new Half[tokens * shape.Hidden];

    /// <summary>Turned queries: [N x heads' width].</summary>
    public Half[] Queries { get; } = new Half[tokens * shape.Heads.Width];

    /// <summary>Results of attention: [N x heads' width].</summary>
    public Half[] Attended { get; } = new Half[tokens * shape.Heads.Width];

    /// <summary>x plus the output layer's results: [N x hidden].</summary>
    public Half[] Residuals { get; } = new Half[tokens * shape.Hidden];

    /// <summary>[N x FFN].</summary>
    public Half[] Gates { get; } = new Half[tokens * shape.Ffn];

    /// <summary>silu(gate) times up: [N x FFN].</summary>
    public Half[] Inner { get; } = new Half[tokens * shape.Ffn];

    /// <summary>y: [N x hidden].</summary>
    public Half[] Outputs { get; } = new Half[tokens * shape.Hidden];

    /// <summary>All of them in the order in which they lie in memory.</summary>
    public IReadOnlyList<Half[]> All => [Inputs, Queries, Attended, Residuals, Gates, Inner, Outputs];
}
