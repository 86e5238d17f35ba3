using Accel.Tests.Explore.Store;

namespace Accel.Tests.HlsEmit.Rtl.DspChain;

/// <summary>A bench of this folder with its sizes and vectors in a folder of its own.</summary>
internal static class Bench
{
    /// <summary>Runs a bench, under both simulators or Icarus alone.</summary>
    /// <param name="parameters">Its localparams, read from <c>params.vh</c>.</param>
    /// <returns>How much it checked.</returns>
    public static long Run(
        string name, IEnumerable<(string Name, int Value)> parameters, IEnumerable<HexRow> stimulus,
        IEnumerable<HexRow> expected, bool alsoVerilator)
    {
        using TemporaryFolder folder = new();
        string bench = $"{name}.v";
        File.Copy(
            Path.Combine(HardwareTools.Library, "..", "..", "tests", "HlsEmit", "Rtl", "DspChain", bench),
            Path.Combine(folder.Path, bench));
        File.WriteAllLines(
            Path.Combine(folder.Path, "params.vh"),
            parameters.Select(one => $"localparam integer {one.Name} = {one.Value};"));
        File.WriteAllLines(Path.Combine(folder.Path, "stimulus.hex"), stimulus.Select(row => row.ToString()));
        File.WriteAllLines(Path.Combine(folder.Path, "expected.hex"), expected.Select(row => row.ToString()));
        return HardwareTools.Simulate(folder.Path, bench, alsoVerilator);
    }
}
