namespace Accel.Arch.Devices;

/// <summary>A die of a device of several (a super logic region, SLR): few wires cross between them.</summary>
/// <param name="Name">Such as <c>slr0</c>.</param>
/// <param name="Capacity">What a design may use of it.</param>
public sealed record FpgaRegion(string Name, FpgaResources Capacity);
