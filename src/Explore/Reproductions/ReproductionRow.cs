namespace Accel.Explore.Reproductions;

/// <summary>One published number beside ours.</summary>
/// <param name="Case">What was run: <c>BitMoD-lossy/prefill/Llama-2-7B</c>.</param>
/// <param name="Quantity">What was measured, with its unit in the name where it has one: <c>energy_total_j</c>.</param>
/// <param name="Reported">The published number, or null when it was not published or is not at hand.</param>
public sealed record ReproductionRow(
    string Case, string Quantity, string Unit, double? Reported, double Modelled, ReproductionKind Kind)
{
    /// <summary>What summaries count the row to; the first part of its case when null.</summary>
    public string? Group { get; init; }

    /// <summary>How the published number came about.</summary>
    public ReportedBasis Basis { get; init; }

    /// <summary>Why the row comes out as it does, or null.</summary>
    public string? Note { get; init; }

    /// <summary>(modelled - reported) / |reported|, or null when there is nothing to compare with.</summary>
    public double? RelativeError => Reported is { } reported && reported != 0
        ? (Modelled - reported) / Math.Abs(reported)
        : null;

    /// <summary>
    /// Whether an exact row agrees: to a thousandth, within which the published energies are rounded; cycles to the
    /// cycle, and elements to the element.
    /// </summary>
    public bool Holds => Kind != ReproductionKind.Exact || RelativeError is not { } error
        || (Unit is "cycles" or "elements" ? error == 0 : Math.Abs(error) <= 1e-3);
}
