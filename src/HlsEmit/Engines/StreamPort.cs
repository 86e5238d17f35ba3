namespace Accel.HlsEmit.Engines;

/// <summary>A stream of an engine: <c>NAME_valid</c>, <c>NAME_ready</c> and <c>NAME_data</c>.</summary>
/// <param name="Name">Lower case, such as <c>weights</c>.</param>
/// <param name="Bits">Bits of a beat; a multiple of 8.</param>
public sealed record StreamPort(string Name, int Bits);
