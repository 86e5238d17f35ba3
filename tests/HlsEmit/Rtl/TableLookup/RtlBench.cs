using System.Globalization;

namespace Accel.Tests.HlsEmit.Rtl.TableLookup;

/// <summary>A folder with a bench, its parameters and the vectors that it reads; gone afterwards.</summary>
internal sealed class RtlBench(string name) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("accel-rtl-").FullName;
    private readonly List<string> _parameters = [];

    public RtlBench With(string parameter, long value)
    {
        _parameters.Add(string.Create(CultureInfo.InvariantCulture, $"localparam integer {parameter} = {value};"));
        return this;
    }

    public void Write(string file, IEnumerable<BitWord> words) =>
        File.WriteAllLines(Path.Combine(_folder, file), words.Select(word => word.ToString()));

    /// <summary>Simulates; fails where the bench does not say PASS.</summary>
    /// <returns>What the bench has checked.</returns>
    public long Run(bool alsoVerilator = false)
    {
        File.WriteAllLines(Path.Combine(_folder, "params.vh"), _parameters);
        string bench = name + ".v";
        File.Copy(
            Path.Combine(HardwareTools.Library, "..", "..", "tests", "HlsEmit", "Rtl", "TableLookup", bench),
            Path.Combine(_folder, bench));
        return HardwareTools.Simulate(_folder, bench, alsoVerilator);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
