using Accel.Arch.Workloads;

namespace Accel.Sim.Schedules;

/// <summary>A decode phase whose context grows past what attention meets of it, as two phases.</summary>
/// <remarks>
/// The parts depend on the phase and the limit alone. Each thread keeps those it met last, so that timing the points of
/// a sweep allocates nothing.
/// </remarks>
internal sealed class LimitedPhase
{
    private const int Slots = 64;

    [ThreadStatic]
    private static LimitedPhase?[]? s_kept;

    private readonly Phase _phase;
    private readonly long _limit;

    private LimitedPhase(Phase phase, long limit)
    {
        (_phase, _limit) = (phase, limit);
        long growing = Math.Max(0, limit - phase.Context + 1);
        Growing = growing == 0 ? null : phase with { Steps = growing };
        Limited = phase with { Context = limit, Steps = phase.Steps - growing, ContextGrows = false };
    }

    /// <summary>The steps up to the limit, or null where the first step is beyond it.</summary>
    public Phase? Growing { get; }

    /// <summary>The steps beyond it, which all meet as many positions.</summary>
    public Phase Limited { get; }

    /// <summary>Whether steps of a phase are both below and beyond an operator's limit, or grow beyond it.</summary>
    /// <remarks>A single step needs no parts: the operator's shape is within its limit.</remarks>
    public static bool Cuts(Phase phase, Operator work) => work.ContextLimit < phase.LastContext
        && phase is { ContextGrows: true, Steps: > 1 } && work.ContextAxis != ContextAxis.None;

    /// <summary>The parts of a phase whose last context is beyond the limit.</summary>
    public static LimitedPhase Of(Phase phase, long limit)
    {
        LimitedPhase?[] kept = s_kept ??= new LimitedPhase?[Slots];
        ulong mixed = unchecked((ulong)(phase.Context + (31 * phase.Steps) + (97 * limit)));
        ref LimitedPhase? slot = ref kept[(int)(mixed % Slots)];
        return slot is { } known && known._limit == limit && known._phase == phase
            ? known
            : slot = new LimitedPhase(phase, limit);
    }
}
