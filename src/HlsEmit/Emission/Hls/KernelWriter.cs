using System.Globalization;
using Accel.HlsEmit.Engines;

namespace Accel.HlsEmit.Emission.Hls;

/// <summary>Writes the kernel of a design and its test bench: declarations and calls, nothing that computes.</summary>
internal sealed class KernelWriter(HlsEmission emission)
{
    /// <summary>The bytes that no burst of AXI may cross the borders of.</summary>
    private const int BurstBytes = 4096;

    /// <summary>The most beats of an AXI burst.</summary>
    private const int LongestBurst = 256;

    private static readonly string[] Scalars = ["m", "k", "n", "return"];

    private readonly IReadOnlyList<StreamPort> _operands = [.. emission.Engine.Inputs.Skip(1)];

    private bool IsMemory => emission.Ports == KernelInterface.Memory;

    public IEnumerable<EmittedFile> Files()
    {
        Dictionary<string, string> values = IsMemory ? MemoryValues() : StreamValues();
        string kind = IsMemory ? "m_axi" : "axi_stream";
        values["TOP"] = emission.Top;
        values["ENGINE"] = emission.Engine.Module;

        // A name of YAML reaches no source: the identifier says enough, and the formats' texts are ours.
        values["DESCRIPTION"] = string.Create(CultureInfo.InvariantCulture,
            $"{emission.Top}: {emission.Request.Weights} weights times {emission.Request.Activations} activations.");
        values["PARAMETERS"] = Parameters(emission.Engine.Parameters.Select(parameter => (parameter.Name, parameter.Value)));
        values["STREAM_NAMES"] = string.Join(", ", _operands.Select(port => IsMemory ? port.Name + "_stream" : port.Name));
        values["FILES"] = Lines("\n", _operands.Select(port =>
            $"    accel::vector_file {port.Name}_file(folder, \"{port.Name}.hex\");"));
        values["ENDINGS"] = Lines("\n", _operands.Select(port => $$"""
                if (!{{port.Name}}_file.ended()) {
                    std::printf("{{port.Name}}: the kernel took fewer beats than there are\n");
                    ++wrong;
                }
            """));
        yield return File($"src/{emission.Top}.h", "kernel.h.in", values);
        yield return File(emission.KernelSource, $"kernel_{kind}.cpp.in", values);
        yield return File(emission.BenchSource, $"bench_{kind}.cpp.in", values);
    }

    /// <summary>Template arguments, one a line, with their names.</summary>
    internal static string Parameters(IEnumerable<(string Name, long Value)> parameters) => Lines(",\n",
        parameters.Select(parameter => string.Create(
            CultureInfo.InvariantCulture, $"    /* {parameter.Name} */ {parameter.Value}")));

    /// <summary>Bits of a word of memory, see <c>memory_word.h</c>.</summary>
    internal static int WordBits(int beat) => beat >= 512 ? 512 : (int)System.Numerics.BitOperations.RoundUpToPowerOf2(
        (uint)Math.Max(beat, 8));

    /// <summary>Bytes from a beat to the next.</summary>
    internal static int BeatBytes(int beat) => beat > HlsEmission.WidestInteger ? (beat + 511) / 512 * 64
        : (beat >= 512 ? beat : WordBits(beat)) / 8;

    private static EmittedFile File(string path, string template, Dictionary<string, string> values) =>
        new(path, Template.Fill("Scripts/hls/" + template, values));

    private static string Lines(string between, IEnumerable<string> lines) => string.Join(between, lines);

    /// <summary>How the header declares a pointer or a stream of a port.</summary>
    private string Word(StreamPort port) => $"ap_uint<accel::memory_word<{emission.Top}_engine::{port.Name}_bits>::bits>";

    private Dictionary<string, string> MemoryValues()
    {
        IEnumerable<string> pointers = _operands.Select(port => $"    const {Word(port)} *{port.Name},");
        string arguments = Lines("\n",
        [
            .. pointers, $"    {Word(emission.Engine.Output)} *outputs,", "    int m,", "    int k,", "    int n",
        ]);
        StreamPort[] ports = [.. _operands, emission.Engine.Output];
        return new(StringComparer.Ordinal)
        {
            ["INTERFACE_TEXT"] = "Operands and outputs lie in memory as memory_word.h says, in the order of the engine's beats.",
            ["HEADER_INCLUDES"] = "#include \"memory_word.h\"",
            ["ARGUMENTS"] = arguments,
            ["PRODUCT_ARGUMENTS"] = Lines("\n",
                [arguments + ",", .. ports.Select((port, i) =>
                    $"    int {port.Name}_beats{(i < ports.Length - 1 ? "," : string.Empty)}")]),
            ["CALL_ARGUMENTS"] = string.Join(",\n            ",
            [
                string.Join(", ", [.. ports.Select(port => port.Name), "m", "k", "n"]),
                .. ports.Select(port => $"engine::{port.Name}_beats(m, k, n)"),
            ]),
            ["STREAMS"] = Lines("\n",
            [
                .. _operands.Select(port => Stream($"accel::beat_word<engine::{port.Name}_bits>::type", port)),
                Stream("accel::output_beat<engine::outputs_bits>", emission.Engine.Output),
            ]),
            ["READS"] = Lines("\n", _operands.Select(port =>
                $"    accel::read_beats<engine::{port.Name}_bits>({port.Name}, {port.Name}_beats, {port.Name}_stream);")),
            ["INTERFACES"] = Lines("\n",
            [
                .. _operands.Select((port, i) => Interface(port, Depth(port, product => product.Operands[i].Count), "read")),
                Interface(emission.Engine.Output, Depth(emission.Engine.Output, product => product.Outputs.Count), "write"),
                .. ports.Select(port => port.Name).Concat(Scalars)
                    .Select(name => $"#pragma HLS INTERFACE s_axilite port={name} bundle=control"),
            ]),
            ["MEMORIES"] = Lines("\n", _operands.Select(port =>
                $"        const std::vector<ap_uint<accel::memory_word<engine::{port.Name}_bits>::bits> > {port.Name} =\n"
                + $"            memory_of<engine::{port.Name}_bits>({port.Name}_file, engine::{port.Name}_beats(m, k, n));")),
            ["BENCH_ARGUMENTS"] = string.Join(", ", [.. ports.Select(port => port.Name + ".data()"), "m", "k", "n"]),
        };

        string Stream(string type, StreamPort port) => $"""
                hls::stream<{type} > {port.Name}_stream("{port.Name}_stream");
            #pragma HLS STREAM variable={port.Name}_stream depth={Burst(port)}
            """;
    }

    private Dictionary<string, string> StreamValues()
    {
        string top = emission.Top;
        IEnumerable<string> streams = _operands.Select(port =>
            $"    hls::stream<ap_uint<{top}_engine::{port.Name}_bits> > &{port.Name},");
        string outputs = $"    hls::stream<ap_axiu<{top}_engine::outputs_bits, 0, 0, 0> > &outputs";
        return new(StringComparer.Ordinal)
        {
            ["INTERFACE_TEXT"] =
                "A beat of `command` is a product: M, K and N in 32 bits each, M lowest. It runs whenever there is one.",
            ["HEADER_INCLUDES"] = "#include \"ap_axi_sdata.h\"\n#include \"hls_stream.h\"",
            ["ARGUMENTS"] = Lines("\n", ["    hls::stream<ap_uint<96> > &command,", .. streams, outputs]),
            ["PRODUCT_ARGUMENTS"] = Lines("\n",
                ["    int m,", "    int k,", "    int n,", .. streams, outputs + ",", "    int outputs_beats"]),
            ["CALL_ARGUMENTS"] = string.Join(", ", [.. _operands.Select(port => port.Name), "outputs"])
                + ",\n            engine::outputs_beats(m.to_int(), k.to_int(), n.to_int())",
            ["INTERFACES"] = Lines("\n",
            [
                .. emission.Engine.Inputs.Append(emission.Engine.Output).Select(port =>
                    $"#pragma HLS INTERFACE axis port={port.Name}"),
                "#pragma HLS INTERFACE ap_ctrl_none port=return",
            ]),
            ["STREAMS"] = Lines("\n", _operands.Select(port =>
                $"    hls::stream<ap_uint<engine::{port.Name}_bits> > {port.Name}(\"{port.Name}\");")),
            ["SENDS"] = Lines("\n", _operands.Select(port =>
                $"        send<engine::{port.Name}_bits>({port.Name}_file, engine::{port.Name}_beats(m, k, n), {port.Name});")),
            ["BENCH_ARGUMENTS"] = string.Join(", ", ["command", .. _operands.Select(port => port.Name), "outputs"]),
        };
    }

    private static string Interface(StreamPort port, long depth, string direction) => string.Create(
        CultureInfo.InvariantCulture,
        $"#pragma HLS INTERFACE m_axi port={port.Name} bundle=gmem_{port.Name} offset=slave depth={depth} "
        + $"max_{direction}_burst_length={Burst(port)}");

    /// <summary>Words of the longest burst.</summary>
    private static int Burst(StreamPort port) => Math.Min(LongestBurst, BurstBytes * 8 / WordBits(port.Bits));

    /// <summary>Words of the largest product of the vectors: what co-simulation lays aside.</summary>
    private long Depth(StreamPort port, Func<EngineProduct, int> beats) => emission.Products
        .Select(product => (((long)beats(product.Product) * BeatBytes(port.Bits) * 8) + WordBits(port.Bits) - 1)
            / WordBits(port.Bits))
        .DefaultIfEmpty(1).Max();
}
