using Accel.HlsEmit.Vectors;

namespace Accel.HlsEmit.Engines;

/// <summary>A beat of an engine's outputs.</summary>
/// <param name="Data">Fields that leave the engine matter; those of bytes without keep do not.</param>
/// <param name="IsLast">Whether the product ends with it.</param>
public sealed record OutputBeat(BitWord Data, bool IsLast);
