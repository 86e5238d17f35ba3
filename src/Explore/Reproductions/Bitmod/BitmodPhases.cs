using Accel.Arch.Workloads;

namespace Accel.Explore.Reproductions.Bitmod;

/// <summary>The phases that the BitMoD evaluation runs, and the ones it speaks of.</summary>
internal static class BitmodPhases
{
    private const long Context = 256;

    public static readonly Phase Prefill = Phase.Prefill(Context);

    /// <summary>One generated token, attending to 256 positions.</summary>
    public static readonly Phase Step = Steps(1);

    /// <summary>Steps that all attend to the same 256 positions, as the evaluation adds them up.</summary>
    public static Phase Steps(long count) => Phase.Decode(count, Context, contextGrows: false);

    /// <summary>Steps that really follow the prompt: the first attends to it and to itself.</summary>
    public static Phase Growing(long count) => Phase.Decode(count, Context + 1);
}
