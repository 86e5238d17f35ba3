// tellme_kv260_d255ed2f3f: ternary weights times int8 activations.
//
// Parameters: none; they are those of the instance below.
// Latency: what the engine takes for a product, and 1 cycles from the command to the last output.
// Ports: AXI4-Stream, each beat of `s_axis_command` a product: M, K and N in 32 bits each, M lowest.
`default_nettype none

module tellme_kv260_d255ed2f3f (
    (* X_INTERFACE_INFO = "xilinx.com:signal:clock:1.0 aclk CLK",
       X_INTERFACE_PARAMETER = "ASSOCIATED_BUSIF s_axis_command:s_axis_activations:s_axis_weights:m_axis_outputs, ASSOCIATED_RESET aresetn" *)
    input  wire aclk,
    (* X_INTERFACE_INFO = "xilinx.com:signal:reset:1.0 aresetn RST",
       X_INTERFACE_PARAMETER = "POLARITY ACTIVE_LOW" *)
    input  wire aresetn,
    input  wire [95:0] s_axis_command_tdata,
    input  wire s_axis_command_tvalid,
    output wire s_axis_command_tready,
    input  wire [119:0] s_axis_activations_tdata,
    input  wire s_axis_activations_tvalid,
    output wire s_axis_activations_tready,
    input  wire [151:0] s_axis_weights_tdata,
    input  wire s_axis_weights_tvalid,
    output wire s_axis_weights_tready,
    output wire [191:0] m_axis_outputs_tdata,
    output wire [23:0] m_axis_outputs_tkeep,
    output wire m_axis_outputs_tlast,
    output wire m_axis_outputs_tvalid,
    input  wire m_axis_outputs_tready
);
    tablelookup_engine #(
        .G        (3),
        .T        (5),
        .Q        (6),
        .VARIANT  (0),
        .OVERLAP  (1),
        .INTERVAL (4),
        .DEPTH    (1366),
        .WORDS    (29127),
        .HALVES   (1),
        .V        (6)
    ) u_engine (
        .clk               (aclk),
        .rst               (!aresetn),
        .command_valid     (s_axis_command_tvalid),
        .command_ready     (s_axis_command_tready),
        .command_data      (s_axis_command_tdata),
        .activations_valid (s_axis_activations_tvalid),
        .activations_ready (s_axis_activations_tready),
        .activations_data  (s_axis_activations_tdata),
        .weights_valid     (s_axis_weights_tvalid),
        .weights_ready     (s_axis_weights_tready),
        .weights_data      (s_axis_weights_tdata),
        .outputs_valid     (m_axis_outputs_tvalid),
        .outputs_ready     (m_axis_outputs_tready),
        .outputs_data      (m_axis_outputs_tdata),
        .outputs_keep      (m_axis_outputs_tkeep),
        .outputs_last      (m_axis_outputs_tlast)
    );
endmodule

`default_nettype wire
