namespace Accel.Tests.HlsEmit.Rtl.Lockstep;

/// <summary>The runtime that all fixtures share.</summary>
internal static class VerilatedRuntimes
{
    private static VerilatedRuntime? _shared;

    /// <summary>Compiled when the first test wants it.</summary>
    public static VerilatedRuntime Shared => _shared ??= new VerilatedRuntime();

    public static void Dispose()
    {
        _shared?.Dispose();
        _shared = null;
    }
}
