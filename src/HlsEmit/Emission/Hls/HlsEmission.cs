using Accel.HlsEmit.Library;

namespace Accel.HlsEmit.Emission.Hls;

/// <summary>
/// A design as C++ for Vitis HLS: kernel, headers, test bench, vectors, scripts, host program and manifest.
/// </summary>
public sealed class HlsEmission : EngineEmission
{
    internal const string SourceFolder = "src", BenchFolder = "tb", StandInFolder = "standin";

    /// <summary>
    /// A beat in one number: the vendor's have at most 4096 bits, and it stands in a buffer with a word of 512.
    /// </summary>
    internal const int WidestInteger = 4096 - 512;

    /// <summary>A beat whose bytes have a bit each in one number.</summary>
    private const int WidestBeat = 8 * 4096;

    private HlsEmission(EmissionRequest request, KernelInterface ports)
        : base(request)
    {
        Ports = ports;
        string[] ends = ports == KernelInterface.Memory ? ["read_beats.h", "write_beats.h"] : ["send_beats.h"];
        Headers = HlsLibrary.Closure([HeaderOf(Engine.Module), .. ends]);
        Files = [.. Write().OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    public KernelInterface Ports { get; }

    /// <summary>Headers of the library in it.</summary>
    public IReadOnlyList<HlsHeader> Headers { get; }

    /// <summary>The kernel's sources, by path.</summary>
    public IEnumerable<string> Sources =>
        [.. Headers.Select(header => $"{SourceFolder}/{header.Name}"), $"{SourceFolder}/{Top}.h", KernelSource];

    /// <summary>The one file to compile for the kernel.</summary>
    public string KernelSource => $"{SourceFolder}/{Top}.cpp";

    /// <summary>The one file to compile for the test bench.</summary>
    public string BenchSource => $"{BenchFolder}/{Bench}.cpp";

    /// <summary>Why a design cannot be emitted in two formats, or null when it can.</summary>
    public static string? WhyNot(EmissionRequest request, KernelInterface ports)
    {
        if (EngineEmission.WhyNot(request) is { } reason)
        {
            return reason;
        }

        var engine = EngineOf(request);
        int widest = engine.Inputs.Append(engine.Output).Max(port => port.Bits);
        int most = ports == KernelInterface.Memory ? WidestBeat : WidestInteger;
        return !HlsLibrary.Has(HeaderOf(engine.Module)) ? $"there is no C++ of {engine.Module}"
            : widest > most
                ? $"a beat of {widest} bits is wider than the {most} that C++ for Vitis takes: take fewer rows, "
                    + "columns, chains or lanes" + (ports == KernelInterface.Memory ? "" : ", or the interface m-axi")
                : null;
    }

    /// <summary>Writes everything in memory.</summary>
    /// <exception cref="ArgumentException"><see cref="WhyNot(EmissionRequest, KernelInterface)"/> says why.</exception>
    public static HlsEmission Of(EmissionRequest request, KernelInterface ports = KernelInterface.Memory) =>
        WhyNot(request, ports) is { } reason ? throw new ArgumentException(reason, nameof(request)) : new(request, ports);

    private static string HeaderOf(string module) => module + ".h";

    private IEnumerable<EmittedFile> Write()
    {
        foreach (EmittedFile file in new KernelWriter(this).Files())
        {
            yield return file;
        }

        foreach (HlsHeader header in Headers)
        {
            yield return new EmittedFile($"{SourceFolder}/{header.Name}", header.Text);
        }

        foreach (HlsHeader header in HlsLibrary.BenchHeaders)
        {
            yield return new EmittedFile($"{BenchFolder}/{header.Name}", header.Text);
        }

        foreach (HlsHeader header in HlsLibrary.StandIns)
        {
            yield return new EmittedFile($"{StandInFolder}/{header.Name}", header.Text);
        }

        // The Verilog bench reads cycles, which C simulation has none of; a host program wants to know its beats.
        foreach (EmittedFile file in Vectors.Files(BenchFolder)
            .Where(file => !file.Path.EndsWith("/cycles.hex", StringComparison.Ordinal)))
        {
            yield return file;
        }

        yield return TestVectors.BeatCounts(BenchFolder, Products);
        foreach (EmittedFile file in HlsScripts.Of(this))
        {
            yield return file;
        }

        yield return HlsManifest.Of(this);
    }
}
