// Test bench of systolic_int8_604414e5e0: every output and the cycles of each product, without pauses and with them,
// and after a reset in the middle of a product.
`timescale 1ns/1ps
`default_nettype none

module tb_systolic_int8_604414e5e0;
    reg clk = 1'b0;
    always #5 clk = !clk;

    wire resetn, timed, moves, finished, mismatch, late;
    wire [7:0] source_pauses, sink_pauses;
    wire command_valid, command_ready, command_moves;
    wire [95:0] command_data;
    wire activations_valid, activations_ready, activations_moves;
    wire [31:0] activations_data;
    wire weights_valid, weights_ready, weights_moves;
    wire [31:0] weights_data;
    wire outputs_valid, outputs_ready, outputs_last, outputs_moves;
    wire [127:0] outputs_data;
    wire [15:0] outputs_keep;

    assign moves = outputs_moves || command_moves || activations_moves || weights_moves;

    bench_control #(
        .ABORT    (48),
        .PATIENCE (1079)
    ) u_control (
        .clk           (clk),
        .resetn        (resetn),
        .timed         (timed),
        .source_pauses (source_pauses),
        .sink_pauses   (sink_pauses),
        .moves         (moves),
        .output_moves  (outputs_moves),
        .finished      (finished),
        .failed        (mismatch || late)
    );
    stream_source #(
        .WIDTH (96),
        .BEATS (5),
        .SEED  (7),
        .FILE  ("command.hex")
    ) u_command (
        .clk     (clk),
        .restart (!resetn),
        .pauses  (source_pauses),
        .valid   (command_valid),
        .ready   (command_ready),
        .data    (command_data),
        .moves   (command_moves)
    );
    stream_source #(
        .WIDTH (32),
        .BEATS (84),
        .SEED  (17),
        .FILE  ("activations.hex")
    ) u_activations (
        .clk     (clk),
        .restart (!resetn),
        .pauses  (source_pauses),
        .valid   (activations_valid),
        .ready   (activations_ready),
        .data    (activations_data),
        .moves   (activations_moves)
    );
    stream_source #(
        .WIDTH (32),
        .BEATS (84),
        .SEED  (27),
        .FILE  ("weights.hex")
    ) u_weights (
        .clk     (clk),
        .restart (!resetn),
        .pauses  (source_pauses),
        .valid   (weights_valid),
        .ready   (weights_ready),
        .data    (weights_data),
        .moves   (weights_moves)
    );
    stream_sink #(
        .WIDTH    (128),
        .BEATS    (35),
        .SEED     (3),
        .EXPECTED ("outputs.hex"),
        .MATTERS  ("outputs_matter.hex")
    ) u_outputs (
        .clk      (clk),
        .restart  (!resetn),
        .pauses   (sink_pauses),
        .valid    (outputs_valid),
        .ready    (outputs_ready),
        .data     (outputs_data),
        .keep     (outputs_keep),
        .last     (outputs_last),
        .moves    (outputs_moves),
        .finished (finished),
        .failed   (mismatch)
    );
    product_clock #(
        .PRODUCTS (5),
        .LATENCY  (1),
        .FILE     ("cycles.hex")
    ) u_clock (
        .clk     (clk),
        .restart (!resetn),
        .timed   (timed),
        .begins  (command_moves),
        .ends    (outputs_moves && outputs_last),
        .failed  (late)
    );
    systolic_int8_604414e5e0 dut (
        .aclk                      (clk),
        .aresetn                   (resetn),
        .s_axis_command_tdata      (command_data),
        .s_axis_command_tvalid     (command_valid),
        .s_axis_command_tready     (command_ready),
        .s_axis_activations_tdata  (activations_data),
        .s_axis_activations_tvalid (activations_valid),
        .s_axis_activations_tready (activations_ready),
        .s_axis_weights_tdata      (weights_data),
        .s_axis_weights_tvalid     (weights_valid),
        .s_axis_weights_tready     (weights_ready),
        .m_axis_outputs_tdata      (outputs_data),
        .m_axis_outputs_tkeep      (outputs_keep),
        .m_axis_outputs_tlast      (outputs_last),
        .m_axis_outputs_tvalid     (outputs_valid),
        .m_axis_outputs_tready     (outputs_ready)
    );
endmodule

`default_nettype wire
