namespace Accel.HlsEmit.Verification;

/// <summary>One thing that a tool found out about an emitted design.</summary>
/// <param name="Name">What was checked, such as <c>cycles 9x7x11</c>.</param>
/// <param name="Measured">A count, halves of block RAMs among them; null where the tool came to none.</param>
/// <param name="Expected">What it should have been.</param>
/// <param name="Detail">What the tool said where it did not pass.</param>
public sealed record Check(
    string Name, string Tool, bool Passed, double? Measured, double? Expected, string? Detail = null)
{
    /// <summary>A count that has to be another.</summary>
    public static Check Equal(string name, string tool, long? measured, long expected, string? detail = null) =>
        new(name, tool, measured == expected, measured, expected, measured == expected ? null : detail);
}
