using Accel.HlsEmit.Engines;

namespace Accel.HlsEmit.Emission;

/// <summary>Writes the top of a design: its engine behind AXI4-Stream ports, without parameters.</summary>
/// <remarks>
/// Names are those from which the vendor's packager infers interfaces (UG1118): <c>s_axis_NAME_tdata</c> and so on,
/// <c>m_axis_outputs</c>, <c>aclk</c>, <c>aresetn</c>; attributes tie the streams to the clock.
/// </remarks>
public static class TopWriter
{
    public static string Write(string top, Engine engine, string description)
    {
        VerilogText text = new();
        text.Line($"// {description}");
        text.Line("//");
        text.Line("// Parameters: none; they are those of the instance below.");
        text.Line(
            $"// Latency: what the engine takes for a product, and {VerilogText.Number(engine.Latency)} cycles from the "
            + "command to the last output.");
        text.Line("// Ports: AXI4-Stream, each beat of `s_axis_command` a product: M, K and N in 32 bits each, M lowest.");
        text.Line("`default_nettype none").Line();
        text.Line($"module {top} (");
        string busses = string.Join(':', engine.Inputs.Select(port => $"s_axis_{port.Name}")) + ":m_axis_outputs";
        text.Line("    (* X_INTERFACE_INFO = \"xilinx.com:signal:clock:1.0 aclk CLK\",");
        text.Line($"       X_INTERFACE_PARAMETER = \"ASSOCIATED_BUSIF {busses}, ASSOCIATED_RESET aresetn\" *)");
        text.Line("    input  wire aclk,");
        text.Line("    (* X_INTERFACE_INFO = \"xilinx.com:signal:reset:1.0 aresetn RST\",");
        text.Line("       X_INTERFACE_PARAMETER = \"POLARITY ACTIVE_LOW\" *)");
        text.Line("    input  wire aresetn,");
        foreach (StreamPort port in engine.Inputs)
        {
            text.Line($"    input  wire {VerilogText.Range(port.Bits)} s_axis_{port.Name}_tdata,");
            text.Line($"    input  wire s_axis_{port.Name}_tvalid,");
            text.Line($"    output wire s_axis_{port.Name}_tready,");
        }

        text.Line($"    output wire {VerilogText.Range(engine.Output.Bits)} m_axis_outputs_tdata,");
        text.Line($"    output wire {VerilogText.Range(engine.Output.Bits / 8)} m_axis_outputs_tkeep,");
        text.Line("    output wire m_axis_outputs_tlast,");
        text.Line("    output wire m_axis_outputs_tvalid,");
        text.Line("    input  wire m_axis_outputs_tready");
        text.Line(");");
        text.Instance(engine.Module, "u_engine",
            [.. engine.Parameters.Select(parameter => (parameter.Name, VerilogText.Number(parameter.Value)))],
            [
                ("clk", "aclk"), ("rst", "!aresetn"),
                .. engine.Inputs.SelectMany(port => new[]
                {
                    ($"{port.Name}_valid", $"s_axis_{port.Name}_tvalid"),
                    ($"{port.Name}_ready", $"s_axis_{port.Name}_tready"),
                    ($"{port.Name}_data", $"s_axis_{port.Name}_tdata"),
                }),
                ("outputs_valid", "m_axis_outputs_tvalid"), ("outputs_ready", "m_axis_outputs_tready"),
                ("outputs_data", "m_axis_outputs_tdata"), ("outputs_keep", "m_axis_outputs_tkeep"),
                ("outputs_last", "m_axis_outputs_tlast"),
            ]);
        return text.Line("endmodule").Line().Line("`default_nettype wire").ToString();
    }
}
