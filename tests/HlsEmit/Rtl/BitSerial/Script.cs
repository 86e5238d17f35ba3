using Accel.HlsEmit.Vectors;

namespace Accel.Tests.HlsEmit.Rtl.BitSerial;

/// <summary>
/// Inputs of a module with a clock and what it gives after each of them; now and then a cycle without en.
/// </summary>
internal sealed class Script(int inBits, int outBits, Random random)
{
    private readonly List<BitWord> _inputs = [];
    private readonly List<BitWord> _outputs = [];

    /// <param name="inputs">The module's own, without en.</param>
    /// <param name="after">Steps the model.</param>
    public void Add(BitWord inputs, Func<BitWord> after)
    {
        while (_outputs.Count > 0 && random.Next(8) == 0)
        {
            BitWord noise = new BitWord().Put(false);
            while (noise.Bits < inBits)
            {
                noise.Put(random.NextInt64(), Math.Min(62, inBits - noise.Bits));
            }

            _inputs.Add(noise);
            _outputs.Add(_outputs[^1]);
        }

        inputs.Below(1, 1);
        Assert.That(inputs.Bits, Is.EqualTo(inBits));
        BitWord outputs = after();
        Assert.That(outputs.Bits, Is.EqualTo(outBits));
        _inputs.Add(inputs);
        _outputs.Add(outputs);
    }

    public void Run(int module, params (string Name, int Value)[] parameters)
    {
        using RtlBench bench = Bench(module, parameters);
        Assert.That(bench.Run(), Is.EqualTo(_inputs.Count));
    }

    /// <param name="module">Its number in the bench.</param>
    public RtlBench Bench(int module, params (string Name, int Value)[] parameters)
    {
        RtlBench bench = new("BitSerial", "tb_script");
        bench.With("MODULE", module).With("IN", inBits).With("OUT", outBits).With("COUNT", _inputs.Count);
        foreach (string name in (string[])["LANES", "SCALE_BITS", "UNIT", "SIG", "ROWS", "SCALED"])
        {
            bench.With(name, parameters.FirstOrDefault(one => one.Name == name) is { Name: not null } one
                ? one.Value : 8);
        }

        bench.Write("inputs.hex", _inputs);
        bench.Write("wanted.hex", _outputs);
        bench.Write("matters.hex", _outputs.Select(word => word.Mask));
        return bench;
    }
}
