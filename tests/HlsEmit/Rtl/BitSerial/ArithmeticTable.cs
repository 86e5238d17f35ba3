using Accel.HlsEmit.Vectors;

namespace Accel.Tests.HlsEmit.Rtl.BitSerial;

/// <summary>Operands and results of a module without a clock.</summary>
/// <param name="module">Its number in the bench.</param>
internal sealed class ArithmeticTable(int module, int inBits, int outBits, int p = 0, int q = 0)
{
    private readonly List<BitWord> _lines = [];

    /// <summary>Adds a line; fields from the lowest bits up.</summary>
    public void Add(long result, params (long Value, int Bits)[] operands)
    {
        BitWord line = new();
        foreach ((long value, int bits) in operands)
        {
            line.Put(value, bits);
        }

        Assert.That(line.Bits, Is.EqualTo(inBits));
        _lines.Add(line.Put(result, outBits));
    }

    public RtlBench Bench()
    {
        RtlBench bench = new("BitSerial", "tb_arithmetic");
        bench.With("MODULE", module).With("IN", inBits).With("OUT", outBits).With("P", p).With("Q", q)
            .With("COUNT", _lines.Count);
        bench.Write("vectors.hex", _lines);
        return bench;
    }

    public void Check()
    {
        using RtlBench bench = Bench();
        Assert.That(bench.Run(), Is.EqualTo(_lines.Count));
    }
}
