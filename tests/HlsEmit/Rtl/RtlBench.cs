using System.Globalization;
using Accel.HlsEmit.Vectors;
using Accel.Tests.Explore.Store;

namespace Accel.Tests.HlsEmit.Rtl;

/// <summary>A folder with a bench, its parameters and the vectors that it reads; gone afterwards.</summary>
/// <param name="family">The folder of the bench, beside this file.</param>
/// <param name="name">The bench's module and file.</param>
internal sealed class RtlBench(string family, string name) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _parameters = [];

    /// <summary>A line of <c>params.vh</c>.</summary>
    public RtlBench With(string parameter, long value)
    {
        _parameters.Add(string.Create(CultureInfo.InvariantCulture, $"localparam integer {parameter} = {value};"));
        return this;
    }

    /// <summary>Brings a file that the bench includes, from the bench's folder.</summary>
    public void Bring(string file) => File.Copy(
        Path.Combine(HardwareTools.Library, "..", "..", "tests", "HlsEmit", "Rtl", family, file),
        Path.Combine(_folder.Path, file));

    /// <summary>Puts another source in the place of a module of the library.</summary>
    public RtlBench Replace(string module, string source)
    {
        Write($"{module}.v", [source]);
        return this;
    }

    /// <summary>Writes a file of vectors, a word in hexadecimal a line.</summary>
    public void Write(string file, IEnumerable<string> words) =>
        File.WriteAllLines(Path.Combine(_folder.Path, file), words);

    public void Write(string file, IEnumerable<BitWord> words) => Write(file, words.Select(word => word.Value));

    /// <summary>Simulates; fails where the bench does not say PASS.</summary>
    /// <param name="alsoVerilator">Under both simulators, not Icarus alone.</param>
    /// <returns>How much the bench has checked.</returns>
    public long Run(bool alsoVerilator = false)
    {
        Write("params.vh", _parameters);
        Bring($"{name}.v");
        return HardwareTools.Simulate(_folder.Path, $"{name}.v", alsoVerilator);
    }

    public void Dispose() => _folder.Dispose();
}
