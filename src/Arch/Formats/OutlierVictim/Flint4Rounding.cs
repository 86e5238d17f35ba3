using System.Runtime.Intrinsics;

namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>Rounds to signed 4-bit flint.</summary>
internal readonly struct Flint4Rounding : INormalRounding
{
    /// <remarks>
    /// A tie goes to the larger value: up for a positive element, down in magnitude for a negative one. Taking the bits
    /// of a negative magnitude down by one does that with one comparison for both.
    /// </remarks>
    public static Vector256<double> Round(Vector256<double> scaled)
    {
        Vector256<long> bits = scaled.AsInt64();
        Vector256<long> negative = Vector256.LessThan(bits, Vector256<long>.Zero);
        Vector256<double> magnitude = ((bits & Vector256.Create(long.MaxValue)) + negative).AsDouble();
        Vector256<double> level = Step(magnitude, 0.5, 1) + Step(magnitude, 1.5, 1) + Step(magnitude, 2.5, 1)
            + Step(magnitude, 3.5, 1) + Step(magnitude, 5, 2) + Step(magnitude, 7, 2) + Step(magnitude, 12, 8);
        return level | (scaled & Vector256.Create(-0.0));
    }

    private static Vector256<double> Step(Vector256<double> magnitude, double bound, double step) =>
        Vector256.GreaterThanOrEqual(magnitude, Vector256.Create(bound)) & Vector256.Create(step);
}
