namespace Accel.HlsEmit.Engines;

/// <summary>A parameter of an engine's module and its value for a design.</summary>
public sealed record EngineParameter(string Name, long Value);
