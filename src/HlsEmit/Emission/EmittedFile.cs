namespace Accel.HlsEmit.Emission;

/// <summary>A file of an emitted folder.</summary>
/// <param name="Path">From the folder, with forward slashes.</param>
/// <param name="Text">With line feeds, the last line ended.</param>
public sealed record EmittedFile(string Path, string Text);
