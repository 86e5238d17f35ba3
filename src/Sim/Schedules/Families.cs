using Accel.Sim.BitSerial;
using Accel.Sim.Systolic;

namespace Accel.Sim.Schedules;

/// <summary>The families of fabrics that the <c>accel</c> schedule times. A new family adds one line here.</summary>
public static class Families
{
    public static readonly IReadOnlyList<IFamily> All = [new BitSerialFamily(), new SystolicFamily()];
}
