using System.Runtime.Intrinsics;

namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>Rounding of elements below the outlier border to normal values, four at a time.</summary>
internal interface INormalRounding
{
    /// <summary>The nearest normal values, ties to the larger one; zeros may have either sign.</summary>
    static abstract Vector256<double> Round(Vector256<double> scaled);
}
