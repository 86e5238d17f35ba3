using System.Numerics;

namespace Accel.Tests.HlsEmit.Rtl.Lockstep;

/// <summary>Compares registers of a module with what a machine says, and keeps the first that differ.</summary>
internal sealed class RegisterComparison(VerilatedModel model)
{
    /// <summary>More of them say nothing new.</summary>
    private const int Kept = 16;

    private readonly List<RegisterDifference> _differences = [];

    /// <summary>The first differences, in the order of cycles.</summary>
    public IReadOnlyList<RegisterDifference> Differences => _differences;

    /// <summary>Registers compared so far, each in each cycle.</summary>
    public long Compared { get; private set; }

    /// <summary>Compares a register, or a part of it, with the low bits of a number.</summary>
    public void Compare(long cycle, string register, long machine, int first = 0, int? bits = null)
    {
        BigInteger mask = (BigInteger.One << (bits ?? model.Bits(register))) - 1;
        BigInteger rtl = (model.Peek(register) >> first) & mask;
        BigInteger expected = machine & mask;
        Compared++;
        if (rtl != expected && _differences.Count < Kept)
        {
            string part = bits is null ? register : $"{register}[{first + bits - 1}:{first}]";
            _differences.Add(new RegisterDifference(cycle, part, rtl, expected));
        }
    }

    public void Compare(long cycle, string register, bool machine) => Compare(cycle, register, machine ? 1 : 0);
}
