namespace Accel.Sim.DspChain.Machine;

/// <summary>A packed word of the cascade, with what goes along beside it.</summary>
internal struct PackedSum
{
    /// <summary>The P register: all lanes in one number, those below taking and lending.</summary>
    public long Word;

    /// <summary>What adjust units have taken out of each lane; or the carry that has come into it, tracked.</summary>
    public LaneValues Beside;

    /// <summary>Low bits of each lane, computed again where carries are tracked.</summary>
    public LaneValues Low;
}
