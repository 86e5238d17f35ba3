using System.Runtime.Intrinsics;

namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>Rounding to whole numbers.</summary>
internal static class NearestWhole
{
    /// <summary>The nearest whole number from -most to most, half way to the larger one.</summary>
    /// <remarks>
    /// The distance to the whole number below is compared instead of adding a half, which would round up the number
    /// just below a half.
    /// </remarks>
    public static Vector256<double> Within(Vector256<double> scaled, double most)
    {
        Vector256<double> below = Vector256.Floor(scaled);
        Vector256<double> up = Vector256.GreaterThanOrEqual(scaled - below, Vector256.Create(0.5));
        Vector256<double> nearest = below + (up & Vector256.Create(1.0));
        return Vector256.Min(Vector256.Max(nearest, Vector256.Create(-most)), Vector256.Create(most));
    }
}
