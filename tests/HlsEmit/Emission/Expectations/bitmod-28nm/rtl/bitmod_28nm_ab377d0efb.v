// bitmod_28nm_ab377d0efb: int8/128 weights times fp16 activations.
//
// Parameters: none; they are those of the instance below.
// Latency: what the engine takes for a product, and 1 cycles from the command to the last output.
// Ports: AXI4-Stream, each beat of `s_axis_command` a product: M, K and N in 32 bits each, M lowest.
`default_nettype none

module bitmod_28nm_ab377d0efb (
    (* X_INTERFACE_INFO = "xilinx.com:signal:clock:1.0 aclk CLK",
       X_INTERFACE_PARAMETER = "ASSOCIATED_BUSIF s_axis_command:s_axis_activations:s_axis_weights:s_axis_scales:m_axis_outputs, ASSOCIATED_RESET aresetn" *)
    input  wire aclk,
    (* X_INTERFACE_INFO = "xilinx.com:signal:reset:1.0 aresetn RST",
       X_INTERFACE_PARAMETER = "POLARITY ACTIVE_LOW" *)
    input  wire aresetn,
    input  wire [95:0] s_axis_command_tdata,
    input  wire s_axis_command_tvalid,
    output wire s_axis_command_tready,
    input  wire [319:0] s_axis_activations_tdata,
    input  wire s_axis_activations_tvalid,
    output wire s_axis_activations_tready,
    input  wire [191:0] s_axis_weights_tdata,
    input  wire s_axis_weights_tvalid,
    output wire s_axis_weights_tready,
    input  wire [143:0] s_axis_scales_tdata,
    input  wire s_axis_scales_tvalid,
    output wire s_axis_scales_tready,
    output wire [159:0] m_axis_outputs_tdata,
    output wire [19:0] m_axis_outputs_tkeep,
    output wire m_axis_outputs_tlast,
    output wire m_axis_outputs_tvalid,
    input  wire m_axis_outputs_tready
);
    bitserial_engine #(
        .ROWS      (6),
        .COLS      (5),
        .TILE_ROWS (4),
        .TILE_COLS (3),
        .LANES     (4),
        .MAC       (0),
        .FORMAT    (0),
        .CODE_BITS (8),
        .GROUP     (128),
        .SCALE     (8),
        .EXTRA     (0),
        .SPECIALS  (0)
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
        .scales_valid      (s_axis_scales_tvalid),
        .scales_ready      (s_axis_scales_tready),
        .scales_data       (s_axis_scales_tdata),
        .outputs_valid     (m_axis_outputs_tvalid),
        .outputs_ready     (m_axis_outputs_tready),
        .outputs_data      (m_axis_outputs_tdata),
        .outputs_keep      (m_axis_outputs_tkeep),
        .outputs_last      (m_axis_outputs_tlast)
    );
endmodule

`default_nettype wire
