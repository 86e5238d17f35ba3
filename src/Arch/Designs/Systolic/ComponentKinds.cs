using Accel.Arch.Formats;

namespace Accel.Arch.Designs.Systolic;

/// <summary>The component kinds, beside PEs, by which a technology prices a systolic array.</summary>
public static class ComponentKinds
{
    /// <summary>What joins the narrow PEs of a fused one.</summary>
    public const string FusionAdder = "fusion-adder";

    private const string IntegerAccumulator = "accumulator-int32";

    private const string FloatAccumulator = "column-accumulator";

    private const string PairDecoder4 = "ovp-decoder-4";

    private const string PairDecoder8 = "ovp-decoder-8";

    /// <summary>Decodes values that stand by themselves.</summary>
    public const string ValueDecoder = "flint-decoder";

    /// <summary>All kinds of decoders.</summary>
    public static IReadOnlyList<string> Decoders { get; } = [PairDecoder4, PairDecoder8, ValueDecoder];

    /// <summary>The accumulator below a column.</summary>
    public static string Accumulator(bool isFloating) => isFloating ? FloatAccumulator : IntegerAccumulator;

    /// <summary>The decoder that a format needs at an edge, or null for what a PE takes as it is.</summary>
    public static string? Decoder(NumberFormat format) =>
        !NeedsDecoder(format) ? null
        : format.IsPaired ? (format.Bits > 4 ? PairDecoder8 : PairDecoder4)
        : ValueDecoder;

    /// <summary>Whether codes are no integers or floating-point numbers that a PE takes as they are.</summary>
    public static bool NeedsDecoder(NumberFormat format) => format is not (IntegerFormat or FloatingFormat);
}
