// systolic_int8_604414e5e0: int8 weights times int8 activations.
//
// Parameters: none; they are those of the instance below.
// Latency: what the engine takes for a product, and 1 cycles from the command to the last output.
// Ports: AXI4-Stream, each beat of `s_axis_command` a product: M, K and N in 32 bits each, M lowest.
`default_nettype none

module systolic_int8_604414e5e0 (
    (* X_INTERFACE_INFO = "xilinx.com:signal:clock:1.0 aclk CLK",
       X_INTERFACE_PARAMETER = "ASSOCIATED_BUSIF s_axis_command:s_axis_activations:s_axis_weights:m_axis_outputs, ASSOCIATED_RESET aresetn" *)
    input  wire aclk,
    (* X_INTERFACE_INFO = "xilinx.com:signal:reset:1.0 aresetn RST",
       X_INTERFACE_PARAMETER = "POLARITY ACTIVE_LOW" *)
    input  wire aresetn,
    input  wire [95:0] s_axis_command_tdata,
    input  wire s_axis_command_tvalid,
    output wire s_axis_command_tready,
    input  wire [31:0] s_axis_activations_tdata,
    input  wire s_axis_activations_tvalid,
    output wire s_axis_activations_tready,
    input  wire [31:0] s_axis_weights_tdata,
    input  wire s_axis_weights_tvalid,
    output wire s_axis_weights_tready,
    output wire [127:0] m_axis_outputs_tdata,
    output wire [15:0] m_axis_outputs_tkeep,
    output wire m_axis_outputs_tlast,
    output wire m_axis_outputs_tvalid,
    input  wire m_axis_outputs_tready
);
    systolic_os_engine #(
        .ROWS       (4),
        .COLS       (4),
        .PE         (0),
        .A_FORMAT   (0),
        .A_LANE     (8),
        .A_BEAT     (32),
        .A_BITS     (8),
        .A_EXP      (0),
        .A_SPECIALS (0),
        .W_FORMAT   (0),
        .W_LANE     (8),
        .W_BEAT     (32),
        .W_BITS     (8),
        .W_EXP      (0),
        .W_SPECIALS (0),
        .TERM_BITS  (16),
        .ACC_BITS   (32),
        .SATURATE   (0)
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
