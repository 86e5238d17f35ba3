namespace Accel.Sim.DspChain;

/// <summary>How much of a product a core takes at once: over how many chains, tokens and channels.</summary>
/// <remarks>
/// One for all steps of an operator, so that a channel stays with its chain and its accumulator whatever a step keeps
/// (<see cref="ChainEngine.TileOf"/>).
/// </remarks>
/// <param name="Chains">Chains that results are dealt out to, one by one.</param>
/// <param name="Tokens">Tokens whose sums are kept while weights pass.</param>
/// <param name="Channels">Channels whose sums are kept.</param>
public readonly record struct ChainTile(int Chains, int Tokens, long Channels);
