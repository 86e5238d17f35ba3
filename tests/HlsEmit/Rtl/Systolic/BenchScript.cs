using System.Globalization;
using System.Numerics;

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

    /// <summary>Runs the bench in a folder of its own and demands that every cycle is as the script says.</summary>
    /// <param name="bench">The bench's module, beside this file.</param>
    /// <param name="parameters">The bench's parameters.</param>
    public void Run(string bench, bool alsoVerilator, params (string Name, int Value)[] parameters)
    {
        Assert.That(_inputs.Select(word => word.Bits).Distinct().Count(), Is.EqualTo(1));
        Assert.That(_outputs.Select(word => word.Bits).Distinct().Count(), Is.EqualTo(1));
        string folder = Directory.CreateTempSubdirectory("accel-rtl-").FullName;
        try
        {
            foreach (string file in new[] { "script.vh", $"{bench}.v" })
            {
                File.Copy(Path.Combine(Benches, file), Path.Combine(folder, file));
            }

            File.WriteAllLines(
                Path.Combine(folder, "params.vh"),
                parameters.Append((Name: "CYCLES", Value: Cycles)).Select(parameter => string.Create(
                    CultureInfo.InvariantCulture, $"localparam integer {parameter.Name} = {parameter.Value};")));
            Write(folder, "stimulus.hex", _inputs.Select(word => word.Value));
            Write(folder, "expected.hex", _outputs.Select(word => word.Value));
            Write(folder, "matters.hex", _outputs.Select(word => word.Mask));
            Assert.That(HardwareTools.Simulate(folder, $"{bench}.v", alsoVerilator), Is.EqualTo(Cycles));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Benches => Path.GetFullPath(
        Path.Combine(HardwareTools.Library, "..", "..", "tests", "HlsEmit", "Rtl", "Systolic"));

    private static void Write(string folder, string file, IEnumerable<BigInteger> words) => File.WriteAllLines(
        Path.Combine(folder, file),
        words.Select(word => word.ToString("x", CultureInfo.InvariantCulture).TrimStart('0').PadLeft(1, '0')));
}
