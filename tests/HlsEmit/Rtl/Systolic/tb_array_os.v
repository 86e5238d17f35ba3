`timescale 1ns/1ps
`default_nettype none

module tb_array_os;
    `include "params.vh"
    // With PAIRS, 1 for ovp-int4 and 2 for ovp-flint4, operands come as bytes of pairs through decoders at the edges.
    localparam integer A_IN = PAIRS == 0 ? A_BITS : 8, W_IN = PAIRS == 0 ? W_BITS : 8;
    localparam integer IN = 36 + ROWS * A_IN + COLS * W_IN, OUT = 3 + COLS * ACC_BITS;
    `include "script.vh"

    wire [15:0]              rows, cols;
    wire                     in_valid, in_last, odd, in_ready, out_valid, out_ready, out_last;
    wire [ROWS*A_IN-1:0]     a_in;
    wire [COLS*W_IN-1:0]     w_in;
    wire [ROWS*A_BITS-1:0]   a_flat;
    wire [COLS*W_BITS-1:0]   w_flat;
    wire [COLS*ACC_BITS-1:0] sums;
    assign {w_in, a_in, out_ready, odd, in_last, in_valid, cols, rows} = d;
    assign got = {sums, out_last, out_valid, in_ready};

    genvar i;
    generate
        if (PAIRS == 0) begin : g_plain
            assign a_flat = a_in;
            assign w_flat = w_in;
        end else begin : g_pairs
            for (i = 0; i < ROWS; i = i + 1) begin : g_left
                wire [6:0] left, right;
                ovp_decoder #(.KIND(PAIRS - 1)) u_decoder (.pair(a_in[8*i +: 8]), .left(left), .right(right));
                assign a_flat[7*i +: 7] = odd ? right : left;
            end
            for (i = 0; i < COLS; i = i + 1) begin : g_top
                wire [6:0] left, right;
                ovp_decoder #(.KIND(PAIRS - 1)) u_decoder (.pair(w_in[8*i +: 8]), .left(left), .right(right));
                assign w_flat[7*i +: 7] = odd ? right : left;
            end
        end
    endgenerate

    array_os #(
        .ROWS(ROWS), .COLS(COLS), .A_BITS(A_BITS), .A_EXP(PAIRS == 0 ? 0 : 3), .W_BITS(W_BITS),
        .W_EXP(PAIRS == 0 ? 0 : 3), .TERM_BITS(PAIRS == 0 ? A_BITS + W_BITS : 17), .ACC_BITS(ACC_BITS)
    ) u_array (
        .clk(clk), .rst(rst), .rows(rows), .cols(cols), .in_valid(in_valid), .in_last(in_last), .in_ready(in_ready),
        .a_flat(a_flat), .w_flat(w_flat), .out_valid(out_valid), .out_ready(out_ready),
        .out_last(out_last), .sums(sums));
endmodule

`default_nettype wire
