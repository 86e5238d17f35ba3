using System.Globalization;
using System.Numerics;
using Accel.HlsEmit.Engines;

namespace Accel.HlsEmit.Emission.Hls;

/// <summary>Writes the kernel of a design and its test bench: declarations and calls, nothing that computes.</summary>
internal sealed class KernelWriter(HlsEmission emission)
{
    private readonly IReadOnlyList<StreamPort> _operands = [.. emission.Engine.Inputs.Skip(1)];

    public IEnumerable<EmittedFile> Files()
    {
        bool isMemory = emission.Ports == KernelInterface.Memory;
        string kind = isMemory ? "m_axi" : "axi_stream";
        Dictionary<string, string> values =
            isMemory ? new MemoryKernel(emission, _operands).Values() : new StreamKernel(emission, _operands).Values();
        values["TOP"] = emission.Top;
        values["ENGINE"] = emission.Engine.Module;

        // A name of YAML reaches no source: the identifier says enough, and the formats' texts are ours.
        values["DESCRIPTION"] = $"{emission.Top}: {emission.Request.Weights} weights times "
            + $"{emission.Request.Activations} activations.";
        values["PARAMETERS"] =
            Parameters(emission.Engine.Parameters.Select(parameter => (parameter.Name, parameter.Value)));
        values["FILES"] = Lines(_operands.Select(port =>
            $"    accel::vector_file {port.Name}_file(folder, \"{port.Name}.hex\");"));
        values["ENDINGS"] = Lines(_operands.Select(port => $$"""
                if (!{{port.Name}}_file.ended()) {
                    std::printf("{{port.Name}}: the kernel took fewer beats than there are\n");
                    ++wrong;
                }
            """));
        yield return HlsScripts.File($"{HlsEmission.SourceFolder}/{emission.Top}.h", "kernel.h.in", values);
        yield return HlsScripts.File(emission.KernelSource, $"kernel_{kind}.cpp.in", values);
        yield return HlsScripts.File(emission.BenchSource, $"bench_{kind}.cpp.in", values);
    }

    /// <summary>Template arguments, one a line, with their names.</summary>
    internal static string Parameters(IEnumerable<(string Name, long Value)> parameters) => string.Join(",\n",
        parameters.Select(parameter => string.Create(
            CultureInfo.InvariantCulture, $"    /* {parameter.Name} */ {parameter.Value}")));

    /// <summary>Bits of a word of memory, see <c>memory_word.h</c>.</summary>
    internal static int WordBits(int beat) =>
        beat >= 512 ? 512 : (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(beat, 8));

    /// <summary>Bytes from a beat to the next, see <c>memory_word.h</c>.</summary>
    internal static int BeatBytes(int beat) => beat > HlsEmission.WidestInteger ? (beat + 511) / 512 * 64
        : (beat >= 512 ? beat : WordBits(beat)) / 8;

    internal static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
