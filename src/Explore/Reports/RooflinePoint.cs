namespace Accel.Explore.Reports;

/// <summary>An operator's place under the roofline.</summary>
/// <param name="MacsPerByte">MACs per byte moved to or from DRAM; infinite when nothing is moved.</param>
/// <param name="MacsPerSecond">MACs over the time it takes.</param>
public sealed record RooflinePoint(string Phase, string Name, double MacsPerByte, double MacsPerSecond);
