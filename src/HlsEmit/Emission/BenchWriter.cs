using Accel.HlsEmit.Engines;

namespace Accel.HlsEmit.Emission;

/// <summary>Writes the test bench of a top: a source for each stream, a sink, and what judges them.</summary>
/// <remarks>It runs where its vector files lie, and ends with one line, PASS and a number or FAIL and why.</remarks>
public static class BenchWriter
{
    /// <summary>Cycles without a beat after which a run is stuck, beyond the longest that a product takes.</summary>
    private const int Patience = 1000;

    public static string Write(string bench, string top, Engine engine, TestVectors vectors)
    {
        VerilogText text = new();
        text.Line($"// Test bench of {top}: every output and the cycles of each product, without pauses and with them,");
        text.Line("// and after a reset in the middle of a product.");
        text.Line("`timescale 1ns/1ps").Line("`default_nettype none").Line();
        text.Line($"module {bench};");
        text.Line("    reg clk = 1'b0;").Line("    always #5 clk = !clk;").Line();
        text.Line("    wire resetn, timed, moves, finished, mismatch, late;");
        text.Line("    wire [7:0] source_pauses, sink_pauses;");
        foreach (StreamPort port in engine.Inputs)
        {
            text.Line($"    wire {port.Name}_valid, {port.Name}_ready, {port.Name}_moves;");
            text.Line($"    wire {VerilogText.Range(port.Bits)} {port.Name}_data;");
        }

        text.Line("    wire outputs_valid, outputs_ready, outputs_last, outputs_moves;");
        text.Line($"    wire {VerilogText.Range(engine.Output.Bits)} outputs_data;");
        text.Line($"    wire {VerilogText.Range(engine.Output.Bits / 8)} outputs_keep;").Line();
        string all = string.Join(" || ", engine.Inputs.Select(port => $"{port.Name}_moves"));
        text.Line($"    assign moves = outputs_moves || {all};").Line();
        long free = vectors.Cycles.Sum() + engine.Latency;
        text.Instance("bench_control", "u_control",
            [
                ("ABORT", VerilogText.Number(8 + (free / 4))),
                ("PATIENCE", VerilogText.Number(vectors.Cycles.DefaultIfEmpty().Max() + engine.Latency + Patience)),
            ],
            [
                ("clk", "clk"), ("resetn", "resetn"), ("timed", "timed"), ("source_pauses", "source_pauses"),
                ("sink_pauses", "sink_pauses"), ("moves", "moves"),
                ("output_moves", "outputs_moves"), ("finished", "finished"), ("failed", "mismatch || late"),
            ]);
        for (int i = 0; i < engine.Inputs.Count; i++)
        {
            StreamPort port = engine.Inputs[i];
            text.Instance("stream_source", $"u_{port.Name}",
                [
                    ("WIDTH", VerilogText.Number(port.Bits)),
                    ("BEATS", VerilogText.Number(vectors.Inputs[i].Count)),
                    ("SEED", VerilogText.Number(7 + (10 * i))), ("FILE", $"\"{port.Name}.hex\""),
                ],
                [
                    ("clk", "clk"), ("restart", "!resetn"), ("pauses", "source_pauses"),
                    ("valid", $"{port.Name}_valid"), ("ready", $"{port.Name}_ready"), ("data", $"{port.Name}_data"),
                    ("moves", $"{port.Name}_moves"),
                ]);
        }

        text.Instance("stream_sink", "u_outputs",
            [
                ("WIDTH", VerilogText.Number(engine.Output.Bits)), ("BEATS", VerilogText.Number(vectors.Outputs.Count)),
                ("SEED", "3"), ("EXPECTED", "\"outputs.hex\""), ("MATTERS", "\"outputs_matter.hex\""),
            ],
            [
                ("clk", "clk"), ("restart", "!resetn"), ("pauses", "sink_pauses"), ("valid", "outputs_valid"),
                ("ready", "outputs_ready"), ("data", "outputs_data"), ("keep", "outputs_keep"),
                ("last", "outputs_last"), ("moves", "outputs_moves"), ("finished", "finished"),
                ("failed", "mismatch"),
            ]);
        text.Instance("product_clock", "u_clock",
            [
                ("PRODUCTS", VerilogText.Number(vectors.Cycles.Count)), ("LATENCY", VerilogText.Number(engine.Latency)),
                ("FILE", "\"cycles.hex\""),
            ],
            [
                ("clk", "clk"), ("restart", "!resetn"), ("timed", "timed"), ("begins", "command_moves"),
                ("ends", "outputs_moves && outputs_last"), ("failed", "late"),
            ]);
        text.Instance(top, "dut", [],
            [
                ("aclk", "clk"), ("aresetn", "resetn"),
                .. engine.Inputs.SelectMany(port => new[]
                {
                    ($"s_axis_{port.Name}_tdata", $"{port.Name}_data"),
                    ($"s_axis_{port.Name}_tvalid", $"{port.Name}_valid"),
                    ($"s_axis_{port.Name}_tready", $"{port.Name}_ready"),
                }),
                ("m_axis_outputs_tdata", "outputs_data"), ("m_axis_outputs_tkeep", "outputs_keep"),
                ("m_axis_outputs_tlast", "outputs_last"), ("m_axis_outputs_tvalid", "outputs_valid"),
                ("m_axis_outputs_tready", "outputs_ready"),
            ]);
        return text.Line("endmodule").Line().Line("`default_nettype wire").ToString();
    }
}
