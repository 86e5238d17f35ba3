using Accel.HlsEmit.Engines;

namespace Accel.HlsEmit.Emission.Hls;

/// <summary>What the templates of a kernel behind AXI4-Streams are filled with.</summary>
internal sealed class StreamKernel(HlsEmission emission, IReadOnlyList<StreamPort> operands)
{
    public Dictionary<string, string> Values()
    {
        string top = emission.Top;
        string[] streams = [.. operands.Select(port =>
            $"    hls::stream<ap_uint<{top}_engine::{port.Name}_bits> > &{port.Name}")];
        string outputs = $"    hls::stream<ap_axiu<{top}_engine::outputs_bits, 0, 0, 0> > &outputs";
        string names = string.Join(", ", operands.Select(port => port.Name));
        return new(StringComparer.Ordinal)
        {
            ["INTERFACE_TEXT"] =
                "A beat of `command` is a product: M, K and N in 32 bits each, M lowest. It runs whenever one comes.",
            ["HEADER_INCLUDES"] = "#include \"ap_axi_sdata.h\"\n#include \"hls_stream.h\"",
            ["STREAM_NAMES"] = names,
            ["ARGUMENTS"] = string.Join(",\n", ["    hls::stream<ap_uint<96> > &command", .. streams, outputs]),
            ["PRODUCT_ARGUMENTS"] = string.Join(",\n",
                ["    int m", "    int k", "    int n", .. streams, outputs, "    int outputs_beats"]),
            ["CALL_ARGUMENTS"] =
                $"{names}, outputs,\n            engine::outputs_beats(m.to_int(), k.to_int(), n.to_int())",
            ["INTERFACES"] = KernelWriter.Lines(
            [
                .. emission.Engine.Inputs.Append(emission.Engine.Output).Select(port =>
                    $"#pragma HLS INTERFACE axis port={port.Name}"),
                "#pragma HLS INTERFACE ap_ctrl_none port=return",
            ]),
            ["STREAMS"] = KernelWriter.Lines(operands.Select(port =>
                $"    hls::stream<ap_uint<engine::{port.Name}_bits> > {port.Name}(\"{port.Name}\");")),
            ["SENDS"] = KernelWriter.Lines(operands.Select(port =>
                $"        send<engine::{port.Name}_bits>({port.Name}_file, engine::{port.Name}_beats(m, k, n), "
                + $"{port.Name});")),
            ["BENCH_ARGUMENTS"] = $"command, {names}, outputs",
        };
    }
}
