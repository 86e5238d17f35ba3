using System.Runtime.Intrinsics;

namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>Rounds to -7 to 7.</summary>
internal readonly struct Int4Rounding : INormalRounding
{
    public static Vector256<double> Round(Vector256<double> scaled) => NearestWhole.Within(scaled, 7);
}
