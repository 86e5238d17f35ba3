using Accel.HlsEmit.BitSerial;

namespace Accel.HlsEmit.Engines;

/// <summary>The families of fabrics that have hardware. A new family adds one line here.</summary>
public static class EngineFamilies
{
    public static IReadOnlyList<IEngineFamily> All { get; } =
    [
        new BitSerialEngineFamily(),
    ];
}
