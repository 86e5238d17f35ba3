using System.Globalization;
using System.Numerics;

namespace Accel.Tests.HlsEmit.Rtl.Lockstep;

/// <summary>A register that does not hold what the machine says.</summary>
/// <param name="Cycle">The cycle at whose end it was looked at, from 0.</param>
/// <param name="Register">Its path in the module.</param>
internal readonly record struct RegisterDifference(long Cycle, string Register, BigInteger Rtl, BigInteger Machine)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"cycle {Cycle}: {Register} is {Rtl:x}, in the machine {Machine:x}");
}
