using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads;

/// <summary>The keys of <c>attention</c> in a workload.</summary>
internal static class AttentionSchema
{
    private const long MostPositions = 1 << 24;

    public static readonly Schema<AttentionPattern> Instance =
        new Schema<AttentionPattern>(() => AttentionPattern.Full, Check)
            .Value("sinks", "First positions that every token attends to beside its window; 0 when left out.",
                Kinds.WholeLong(0, MostPositions), (pattern, value) => pattern with { Sinks = value })
            .Value("window", "Last positions that a token attends to, its own included; all when left out.",
                Kinds.WholeLong(1, MostPositions), (pattern, value) => pattern with { Window = value })
            .Value("block", "Tokens along a side of a tile of prefill's block mask.", Kinds.WholeLong(1, MostPositions),
                (pattern, value) => pattern with { Block = value })
            .Value("density", "Share of the tiles of the full square that the block mask leaves to compute.",
                Kinds.Number(0.0001, 1), (pattern, value) => pattern with { Density = value });

    private static void Check(AttentionPattern pattern, MapNode map, string path, BindContext context)
    {
        (string Given, string Missing, string Hint)? lack =
            map["sinks"] is not null && pattern.Window is null ? ("sinks", "window", "window: 2044")
            : pattern.Block is not null && pattern.Density is null ? ("block", "density", "density: 0.155")
            : pattern.Density is not null && pattern.Block is null ? ("density", "block", "block: 64")
            : null;
        if (lack is { } known)
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, map[known.Given]!.Where,
                $"{path}.{known.Given} needs {path}.{known.Missing} beside it", known.Hint);
        }
        else if (pattern.IsFull)
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, map.Where,
                $"{path} needs 'window', or 'block' and 'density'", "leave it out where tokens attend to everything");
        }
    }
}
