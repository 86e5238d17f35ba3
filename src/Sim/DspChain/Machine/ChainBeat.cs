namespace Accel.Sim.DspChain.Machine;

/// <summary>One packed group of a tile's tokens on its way along the chains; none where it has no pass.</summary>
/// <param name="Token">Its first token.</param>
/// <param name="Tokens">How many of its lanes have one.</param>
internal readonly record struct ChainBeat(ChainPass? Pass, int Token, int Tokens)
{
    /// <summary>Whether new weights come with it.</summary>
    public bool BringsWeights => Pass is not null && Token == Pass.Token;

    /// <summary>Whether it is the tile's last.</summary>
    public bool IsLast => Pass is not null && Token + Tokens == Pass.Token + Pass.Tokens;
}
