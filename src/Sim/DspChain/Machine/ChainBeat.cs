namespace Accel.Sim.DspChain.Machine;

/// <summary>One packed group of a tile's tokens on its way along the chains.</summary>
/// <param name="Token">Its first token.</param>
/// <param name="Tokens">How many of its lanes have one.</param>
internal sealed record ChainBeat(ChainPass Pass, int Token, int Tokens)
{
    /// <summary>Whether new weights come with it.</summary>
    public bool BringsWeights => Token == Pass.Token;

    /// <summary>Whether it is the tile's last.</summary>
    public bool IsLast => Token + Tokens == Pass.Token + Pass.Tokens;
}
