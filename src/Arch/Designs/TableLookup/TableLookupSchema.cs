using Accel.Arch.Yaml;

namespace Accel.Arch.Designs.TableLookup;

/// <summary>The keys of a <c>fabric</c> of kind <c>table-lookup</c>.</summary>
internal static class TableLookupSchema
{
    private static readonly Schema<AttentionUnit> Attention = new Schema<AttentionUnit>(() => new AttentionUnit())
        .Value("queries", "Query tokens that prefill attention holds at once.", Kinds.Whole(1, 256),
            (unit, value) => unit with { Queries = value })
        .Value("lanes", "Multiply-accumulates a cycle of each query's unit, for scores, and as many for values.",
            Kinds.Whole(1, 1024), (unit, value) => unit with { Lanes = value })
        .Value("decode-lanes", "Multiply-accumulates a cycle of decode attention; 0 leaves it to one query's unit.",
            Kinds.Whole(0, 4096),
            (unit, value) => unit with { DecodeLanes = value })
        .Value("order", "The order of prefill attention: from the last token backwards, or all of it and then masked.",
            Kinds.Choice(("reversed", AttentionOrder.Reversed), ("naive", AttentionOrder.Naive)),
            (unit, value) => unit with { Order = value });

    public static readonly Schema<TableLookupFabric> Instance = new Schema<TableLookupFabric>(() =>
        new TableLookupFabric())
        .Value("group", "Ternary weights that one lookup covers (G).", Kinds.Whole(1, TableLookupFabric.MaximumGroup),
            (fabric, value) => fabric with { Group = value })
        .Value("tables", "Tables along the reduction (T).", Kinds.Whole(1, 256),
            (fabric, value) => fabric with { Tables = value })
        .Value("lookups", "Output channels that look up in a cycle (Q).", Kinds.Whole(1, 256),
            (fabric, value) => fabric with { Lookups = value })
        .Value("interval", "Cycles from one lookup of a table to the next.", Kinds.Whole(1, 64),
            (fabric, value) => fabric with { Interval = value })
        .Value("variant", "Tables of all sums, of half of them with a negation, or none.",
            Kinds.Choice(("full", LookupVariant.Full), ("half", LookupVariant.Half), ("naive", LookupVariant.Naive)),
            (fabric, value) => fabric with { Variant = value })
        .Value("overlap-build", "Whether the next tables are built while the present ones are read.", Kinds.Truth,
            (fabric, value) => fabric with { OverlapsBuild = value })
        .Value("overlap-load", "Whether the next matrix is loaded while the present one is multiplied.", Kinds.Truth,
            (fabric, value) => fabric with { OverlapsLoad = value })
        .Section("attention", "The attention units.", Attention, fabric => fabric.Attention,
            (fabric, value) => fabric with { Attention = value });
}
