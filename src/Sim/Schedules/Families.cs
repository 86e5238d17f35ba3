using Accel.Sim.BitSerial;
using Accel.Sim.DspChain;
using Accel.Sim.Systolic;
using Accel.Sim.TableLookup;

namespace Accel.Sim.Schedules;

/// <summary>The families of fabrics that the <c>accel</c> schedule times. A new family adds one line here.</summary>
public static class Families
{
    public static readonly IReadOnlyList<IFamily> All
        = [new BitSerialFamily(), new SystolicFamily(), new TableLookupFamily(), new DspChainFamily()];
}
