using Accel.HlsEmit.BitSerial;
using Accel.HlsEmit.DspChain;
using Accel.HlsEmit.Systolic;
using Accel.HlsEmit.TableLookup;

namespace Accel.HlsEmit.Engines;

/// <summary>The families of fabrics that have hardware. A new family adds one line here.</summary>
public static class EngineFamilies
{
    public static IReadOnlyList<IEngineFamily> All { get; } =
        [new BitSerialEngineFamily(), new SystolicEngineFamily(), new TableLookupEngines(), new DspChainEngine()];
}
