using Accel.HlsEmit.Vectors;

namespace Accel.Tests.HlsEmit.Rtl.DspChain;

/// <summary>A bench that drives a row of stimulus a cycle and compares with a row of what is expected.</summary>
internal static class Bench
{
    /// <summary>Runs a bench of this folder, under both simulators or Icarus alone.</summary>
    /// <param name="parameters">Its localparams, read from <c>params.vh</c>.</param>
    /// <returns>How much it checked.</returns>
    public static long Run(
        string name, IEnumerable<(string Name, int Value)> parameters, IEnumerable<BitWord> stimulus,
        IEnumerable<BitWord> expected, bool alsoVerilator)
    {
        using RtlBench bench = new("DspChain", name);
        foreach ((string parameter, int value) in parameters)
        {
            bench.With(parameter, value);
        }

        bench.Write("stimulus.hex", stimulus);
        bench.Write("expected.hex", expected);
        return bench.Run(alsoVerilator);
    }
}
