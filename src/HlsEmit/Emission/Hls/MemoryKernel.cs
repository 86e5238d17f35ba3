using System.Globalization;
using Accel.HlsEmit.Engines;

namespace Accel.HlsEmit.Emission.Hls;

/// <summary>What the templates of a kernel behind memory are filled with: an <c>m_axi</c> bundle a stream.</summary>
internal sealed class MemoryKernel(HlsEmission emission, IReadOnlyList<StreamPort> operands)
{
    /// <summary>The bytes that no burst of AXI may cross the borders of.</summary>
    private const int BurstBytes = 4096;

    /// <summary>The most beats of an AXI burst.</summary>
    private const int LongestBurst = 256;

    private static readonly string[] Scalars = ["m", "k", "n", "return"];

    private readonly StreamPort[] _ports = [.. operands, emission.Engine.Output];

    public Dictionary<string, string> Values() => new(StringComparer.Ordinal)
    {
        ["INTERFACE_TEXT"] =
            "Operands and outputs lie in memory as memory_word.h says, in the order of the engine's beats.",
        ["HEADER_INCLUDES"] = "#include \"memory_word.h\"",
        ["STREAM_NAMES"] = string.Join(", ", operands.Select(port => port.Name + "_stream")),
        ["ARGUMENTS"] = Arguments,
        ["PRODUCT_ARGUMENTS"] = Arguments + ",\n"
            + string.Join(",\n", _ports.Select(port => $"    int {port.Name}_beats")),
        ["CALL_ARGUMENTS"] = string.Join(",\n            ",
        [
            string.Join(", ", [.. _ports.Select(port => port.Name), "m", "k", "n"]),
            .. _ports.Select(port => $"engine::{port.Name}_beats(m, k, n)"),
        ]),
        ["STREAMS"] = KernelWriter.Lines(
        [
            .. operands.Select(port => Stream($"accel::beat_word<engine::{port.Name}_bits>::type", port)),
            Stream("accel::output_beat<engine::outputs_bits>", emission.Engine.Output),
        ]),
        ["READS"] = KernelWriter.Lines(operands.Select(port =>
            $"    accel::read_beats<engine::{port.Name}_bits>({port.Name}, {port.Name}_beats, {port.Name}_stream);")),
        ["INTERFACES"] = KernelWriter.Lines(
        [
            .. operands.Select((port, i) => Interface(port, Depth(port, product => product.Operands[i].Count), "read")),
            Interface(emission.Engine.Output, Depth(emission.Engine.Output, product => product.Outputs.Count), "write"),
            .. _ports.Select(port => port.Name).Concat(Scalars)
                .Select(name => $"#pragma HLS INTERFACE s_axilite port={name} bundle=control"),
        ]),
        ["MEMORIES"] = KernelWriter.Lines(operands.Select(port =>
            $"        const std::vector<ap_uint<accel::memory_word<engine::{port.Name}_bits>::bits> > {port.Name} =\n"
            + $"            memory_of<engine::{port.Name}_bits>({port.Name}_file, "
            + $"engine::{port.Name}_beats(m, k, n));")),
        ["BENCH_ARGUMENTS"] = string.Join(", ", [.. _ports.Select(port => port.Name + ".data()"), "m", "k", "n"]),
    };

    private string Arguments => string.Join(",\n",
    [
        .. operands.Select(port => $"    const {Word(port)} *{port.Name}"),
        $"    {Word(emission.Engine.Output)} *outputs", "    int m", "    int k", "    int n",
    ]);

    private string Word(StreamPort port) =>
        $"ap_uint<accel::memory_word<{emission.Top}_engine::{port.Name}_bits>::bits>";

    private static string Stream(string type, StreamPort port) => $"""
            hls::stream<{type} > {port.Name}_stream("{port.Name}_stream");
        #pragma HLS STREAM variable={port.Name}_stream depth={VerilogText.Number(Burst(port))}
        """;

    private static string Interface(StreamPort port, long depth, string direction) => string.Create(
        CultureInfo.InvariantCulture,
        $"#pragma HLS INTERFACE m_axi port={port.Name} bundle=gmem_{port.Name} offset=slave depth={depth} "
        + $"max_{direction}_burst_length={Burst(port)}");

    /// <summary>Words of the longest burst.</summary>
    private static int Burst(StreamPort port) =>
        Math.Min(LongestBurst, BurstBytes * 8 / KernelWriter.WordBits(port.Bits));

    /// <summary>Words of the largest product of the vectors: what co-simulation lays aside.</summary>
    private long Depth(StreamPort port, Func<EngineProduct, int> beats)
    {
        int word = KernelWriter.WordBits(port.Bits);
        return emission.Products
            .Select(product => ((8L * beats(product.Product) * KernelWriter.BeatBytes(port.Bits)) + word - 1) / word)
            .DefaultIfEmpty(1).Max();
    }
}
