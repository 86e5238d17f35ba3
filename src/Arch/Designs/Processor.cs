using Accel.Arch.Units;

namespace Accel.Arch.Designs;

/// <summary>A processor beside the fabric: it multiplies the language-model head where the fabric cannot.</summary>
public sealed record Processor
{
    /// <summary>Bytes of weights that all its cores together read and multiply in a second.</summary>
    public required BytesPerSecond Bandwidth { get; init; }
}
