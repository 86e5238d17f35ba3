namespace Accel.CostModel.Sram;

/// <summary>What a table of SRAM macros tells, and how it goes with size and width where the table does not.</summary>
/// <param name="Of">The figure of a run.</param>
/// <param name="BytesExponent">
/// Power of the size, of 220 CACTI runs at five nodes (LSTP): the slope where runs end.
/// </param>
/// <param name="BitsExponent">Power of the width, of the same fit.</param>
/// <param name="OctaveError">
/// What about nine of ten values, left out of their table and predicted, err by less than; the next run is an octave
/// away.
/// </param>
/// <param name="BeyondError">
/// The same for each octave beyond a table: 1 KiB to 16 MiB and 32 to 1024 bits at 22 and 45 nm, predicted from the
/// grid within; ports wider than their bank is high err by more than half.
/// </param>
internal sealed record SramQuantity(
    Func<Arch.Technologies.SramRun, double?> Of, double BytesExponent, double BitsExponent, double OctaveError,
    double BeyondError)
{
    public static readonly SramQuantity Read = new(run => run.ReadPj, 0.574, 0.67, 0.18, 0.25);

    public static readonly SramQuantity Write = new(run => run.WritePj, 0.461, 0.885, 0.14, 0.25);

    public static readonly SramQuantity Area = new(run => run.AreaMm2, 0.964, 0.121, 0.1, 0.25);

    /// <summary>Of runs at one node, one flavour and one temperature: nothing of it goes from node to node.</summary>
    public static readonly SramQuantity Leakage = new(run => run.LeakageMw, 0.97, 0, 0.05, 0.08);

    public static readonly SramQuantity Access = new(run => run.AccessNs, 0.286, 0, 0.1, 0.15);
}
