using Accel.Tests.Explore.Store;
using Accel.Tests.HlsEmit.Hls.Checks;
using Accel.Tests.HlsEmit.Rtl;

namespace Accel.Tests.HlsEmit.Hls;

/// <summary>A folder with vectors, where a bench of the HLS headers is compiled and run; gone afterwards.</summary>
/// <param name="source">The bench's file, from this folder on.</param>
internal sealed class HlsBench(string source) : IDisposable
{
    private static readonly string[] Flags =
    [
        "-O2", "-ffp-contract=off", "-DAP_INT_MAX_W=4096", "-Wall", "-Wextra", "-Wno-unknown-pragmas",
        "-Wno-unused-label", "-Werror",
    ];

    private static readonly string[] Folders = ["StandIn", "Shared", "TableLookup", "Transformer", "Bench"];

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _macros = [];

    /// <summary>Defines a macro.</summary>
    public HlsBench With(string macro, object value)
    {
        _macros.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"-D{macro}={value}"));
        return this;
    }

    /// <summary>Writes a file of words in hexadecimal, each of bytes with the lowest first.</summary>
    public void Write(string file, IEnumerable<byte[]> words) => File.WriteAllLines(
        _folder[file], words.Select(word => Convert.ToHexStringLower([.. word.Reverse()])));

    /// <summary>Writes an image as words of so many bytes.</summary>
    public void WriteImage(string file, byte[] image, int wordBytes) => Write(file, image.Chunk(wordBytes));

    private string Source => Path.Combine(HardwareTools.Library, "..", "..", "tests", "HlsEmit", "Hls", source);

    /// <summary>Compiles with watched ports and runs: every violation that the headers' pragmas are caught at.</summary>
    public IReadOnlyList<string> Violations() => PortCheck.Violations(_folder.Path, Source, _macros);

    /// <summary>Compiles and runs; fails where the bench does not say PASS.</summary>
    /// <returns>How much the bench has checked.</returns>
    public long Run(string standard = "c++14")
    {
        HardwareTools.Run("g++", _folder.Path,
        [
            $"-std={standard}", .. Flags, .. _macros,
            .. Folders.Select(folder => "-I" + Path.Combine(HardwareTools.Library, folder)), Source, "-o", "bench",
        ]);
        string verdict = HardwareTools.Run(_folder["bench"], _folder.Path, []).Trim();
        Assert.That(verdict, Does.StartWith("PASS "));
        return long.Parse(verdict.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose() => _folder.Dispose();
}
