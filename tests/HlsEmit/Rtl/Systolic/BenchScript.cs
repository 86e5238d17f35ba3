using Accel.HlsEmit.Vectors;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary>What a bench drives and expects, cycle by cycle; the twin of <c>script.vh</c>.</summary>
internal sealed class BenchScript
{
    private readonly List<BitWord> _inputs = [];
    private readonly List<BitWord> _outputs = [];

    public int Cycles => _inputs.Count;

    public void Add(BitWord input, BitWord output)
    {
        _inputs.Add(input);
        _outputs.Add(output);
    }

    /// <summary>Runs a bench in a folder of its own and demands that every cycle is as the script says.</summary>
    /// <param name="name">The bench's module, beside this file.</param>
    /// <param name="parameters">The bench's parameters.</param>
    public void Run(string name, bool alsoVerilator, params (string Name, int Value)[] parameters)
    {
        Assert.That(_inputs.Select(word => word.Bits).Distinct().Count(), Is.EqualTo(1));
        Assert.That(_outputs.Select(word => word.Bits).Distinct().Count(), Is.EqualTo(1));
        using RtlBench bench = new("Systolic", name);
        bench.Bring("script.vh");
        foreach ((string parameter, int value) in parameters)
        {
            bench.With(parameter, value);
        }

        bench.With("CYCLES", Cycles);
        bench.Write("stimulus.hex", _inputs);
        bench.Write("expected.hex", _outputs);
        bench.Write("matters.hex", _outputs.Select(word => word.Mask));
        Assert.That(bench.Run(alsoVerilator), Is.EqualTo(Cycles));
    }
}
