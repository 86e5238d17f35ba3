using System.Runtime.Intrinsics;

namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>Rounds to -127 to 127.</summary>
internal readonly struct Int8Rounding : INormalRounding
{
    public static Vector256<double> Round(Vector256<double> scaled) => NearestWhole.Within(scaled, 127);
}
