namespace Accel.Tests.HlsEmit.Rtl.BitSerial;

/// <summary>Numbers as modules pass them on: a significand, the exponent of its leading one plus 24, a sign.</summary>
internal static class Unpacked
{
    /// <summary>A number that is not zero; with <paramref name="used"/> false its significand is.</summary>
    public static long Of(double value, int significant, bool used = true)
    {
        int exponent = Math.ILogB(value);
        long significand = (long)Math.ScaleB(Math.Abs(value), significant - 1 - exponent);
        return (used ? significand : 0) | (long)(exponent + 24) << significant
            | (value < 0 ? 1L : 0) << (significant + 6);
    }
}
