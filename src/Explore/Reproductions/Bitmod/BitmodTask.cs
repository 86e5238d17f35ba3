using Accel.Arch.Workloads;

namespace Accel.Explore.Reproductions.Bitmod;

/// <summary>A task of Figs. 7 and 8: the prompt, then perhaps generated tokens.</summary>
/// <param name="Decode">The generated tokens, or null for none.</param>
/// <param name="IsPublished">Whether the figures show it.</param>
internal sealed record BitmodTask(string Name, Phase? Decode, bool IsPublished)
{
    /// <remarks>
    /// The figures' generative bars are the prompt and 20 steps at a fixed context of 256, as the notebooks that plot
    /// them show; the text speaks of 256 generated tokens. Those follow here, at the same fixed context and as they
    /// really grow it.
    /// </remarks>
    public static readonly IReadOnlyList<BitmodTask> All =
    [
        new("discriminative", null, true),
        new("generative", BitmodPhases.Steps(20), true),
        new("generative-256-fixed-context", BitmodPhases.Steps(256), false),
        new("generative-256", BitmodPhases.Growing(256), false),
    ];
}
