// A whole product M x K x N on an output-stationary array: folds, decoders at the edges, sums that leave.
//
// Parameters: ROWS, COLS; PE, A_BITS, A_EXP, A_SPECIALS, W_BITS, W_EXP, W_SPECIALS, TERM_BITS, ACC_BITS, SATURATE, see
// pe_mac; of activations (A_) and weights (W_): FORMAT and LANE, as FORMAT and LANE_BITS of operand_edge, and BEAT,
// bits of a beat.
// Latency: 1; without stalls the last beat of outputs is taken as many cycles and 1 after the command as the folds
// take: 2r + c + K - 2 for each one of r rows and c columns. The next command is taken in the cycle in which the last
// row of sums leaves the array.
// A command is N, K and M, each at least 1, M in the lowest 32 bits. Folds go along N, then M. For each of them a beat
// of `activations` holds element k of ROWS tokens, one of `weights` that of COLS channels, the first in the lowest
// bits, k from 0 on (with outlier-victim pairs elements k and k + 1); lanes beyond the product hold anything. A beat of
// `outputs` is a token's sums of a fold, ACC_BITS extended by their sign to whole bytes, the first channel lowest;
// `outputs_keep` has the bytes of the channels that there are. Valid and ready on every stream; while outputs wait the
// sums stay in the array.
`default_nettype none

module systolic_os_engine #(
    parameter integer ROWS       = 4,
    parameter integer COLS       = 4,
    parameter integer PE         = 0,
    parameter integer A_FORMAT   = 0,
    parameter integer A_LANE     = 8,
    parameter integer A_BEAT     = 32,
    parameter integer A_BITS     = 8,
    parameter integer A_EXP      = 0,
    parameter integer A_SPECIALS = 0,
    parameter integer W_FORMAT   = 0,
    parameter integer W_LANE     = 8,
    parameter integer W_BEAT     = 32,
    parameter integer W_BITS     = 8,
    parameter integer W_EXP      = 0,
    parameter integer W_SPECIALS = 0,
    parameter integer TERM_BITS  = 16,
    parameter integer ACC_BITS   = 32,
    parameter integer SATURATE   = 0
) (
    input  wire                               clk,
    input  wire                               rst,
    input  wire                               command_valid,
    output wire                               command_ready,
    input  wire [95:0]                        command_data,
    input  wire                               activations_valid,
    output wire                               activations_ready,
    input  wire [A_BEAT-1:0]                  activations_data,
    input  wire                               weights_valid,
    output wire                               weights_ready,
    input  wire [W_BEAT-1:0]                  weights_data,
    output wire                               outputs_valid,
    input  wire                               outputs_ready,
    output wire [8*COLS*((ACC_BITS+7)/8)-1:0] outputs_data,
    output wire [COLS*((ACC_BITS+7)/8)-1:0]   outputs_keep,
    output wire                               outputs_last
);
    localparam integer LANE_BYTES = (ACC_BITS + 7) / 8;
    localparam integer OUT_BITS   = 8 * COLS * LANE_BYTES;
    localparam integer KEEP_BITS  = COLS * LANE_BYTES;

    // What is left of the product, from this fold on, and the part of it that is this fold.
    reg         busy;
    reg  [31:0] m_left, n_left, n_all, k_left, k_all;
    reg  [15:0] rows, cols;

    wire        a_have, w_have, array_ready, row_valid, row_ready, row_last;
    wire        offers     = busy && a_have && w_have;
    wire        take       = offers && array_ready;
    wire        last_k     = k_left == 32'd1;
    wire        band_ends  = n_left == {16'd0, cols};
    wire        last_fold  = band_ends && m_left == {16'd0, rows};
    wire        fold_ends  = row_valid && row_ready && row_last;
    wire        command    = command_valid && command_ready;
    wire [31:0] m_next     = command ? command_data[31:0] : band_ends ? m_left - {16'd0, rows} : m_left;
    wire [31:0] n_next     = command ? command_data[95:64] : band_ends ? n_all : n_left - {16'd0, cols};

    assign command_ready = !busy || (fold_ends && last_fold);

    always @(posedge clk) begin
        if (rst) begin
            busy <= 1'b0;
        end else if (command_ready) begin
            busy <= command_valid;
        end
        if (command || fold_ends) begin
            m_left <= m_next;
            n_left <= n_next;
            rows   <= m_next < ROWS ? m_next[15:0] : ROWS[15:0];
            cols   <= n_next < COLS ? n_next[15:0] : COLS[15:0];
        end
        if (command) begin
            n_all  <= command_data[95:64];
            k_all  <= command_data[63:32];
            k_left <= command_data[63:32];
        end else if (take) begin
            k_left <= last_k ? k_all : k_left - 32'd1;
        end
    end

    wire [ROWS*A_BITS-1:0]   a_flat;
    wire [COLS*W_BITS-1:0]   w_flat;
    wire [COLS*ACC_BITS-1:0] sums;

    operand_edge #(
        .LANES(ROWS), .FORMAT(A_FORMAT), .LANE_BITS(A_LANE), .BITS(A_BITS), .EXP(A_EXP), .ALONG(0), .BEAT(A_BEAT)
    ) u_activations (
        .clk      (clk),
        .rst      (rst),
        .valid    (activations_valid),
        .ready    (activations_ready),
        .data     (activations_data),
        .have     (a_have),
        .take     (take),
        .last     (last_k),
        .up       (1'b0),
        .operands (a_flat)
    );
    operand_edge #(
        .LANES(COLS), .FORMAT(W_FORMAT), .LANE_BITS(W_LANE), .BITS(W_BITS), .EXP(W_EXP), .ALONG(0), .BEAT(W_BEAT)
    ) u_weights (
        .clk      (clk),
        .rst      (rst),
        .valid    (weights_valid),
        .ready    (weights_ready),
        .data     (weights_data),
        .have     (w_have),
        .take     (take),
        .last     (last_k),
        .up       (1'b0),
        .operands (w_flat)
    );
    array_os #(
        .ROWS(ROWS), .COLS(COLS), .PE(PE), .A_BITS(A_BITS), .A_EXP(A_EXP), .A_SPECIALS(A_SPECIALS), .W_BITS(W_BITS),
        .W_EXP(W_EXP), .W_SPECIALS(W_SPECIALS), .TERM_BITS(TERM_BITS), .ACC_BITS(ACC_BITS), .SATURATE(SATURATE)
    ) u_array (
        .clk       (clk),
        .rst       (rst),
        .rows      (rows),
        .cols      (cols),
        .in_valid  (offers),
        .in_last   (last_k),
        .in_ready  (array_ready),
        .a_flat    (a_flat),
        .w_flat    (w_flat),
        .out_valid (row_valid),
        .out_ready (row_ready),
        .out_last  (row_last),
        .sums      (sums)
    );

    wire [OUT_BITS-1:0]  row;
    wire [KEEP_BITS-1:0] keep;

    output_lanes #(.COLS(COLS), .ACC_BITS(ACC_BITS)) u_lanes (
        .cols (cols),
        .sums (sums),
        .data (row),
        .keep (keep)
    );
    row_register #(.WIDTH(OUT_BITS + KEEP_BITS + 1)) u_outputs (
        .clk       (clk),
        .rst       (rst),
        .in_valid  (row_valid),
        .in_ready  (row_ready),
        .in_data   ({row_last && last_fold, keep, row}),
        .out_valid (outputs_valid),
        .out_ready (outputs_ready),
        .out_data  ({outputs_last, outputs_keep, outputs_data})
    );
endmodule

`default_nettype wire
