using Accel.Arch.Diagnostics;

namespace Accel.Explore.Sweeps;

/// <summary>Results cannot be kept any more, be it that the disk is full: the run fails, and what was kept stays.
/// </summary>
public sealed class SinkFailedException(InputException inner) : Exception(inner.Message, inner)
{
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = inner.Diagnostics;
}
