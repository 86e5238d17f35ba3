`timescale 1ns/1ps
`default_nettype none

module tb_array_ws;
    `include "params.vh"
    localparam integer IN = 35 + ROWS * A_BITS + COLS * W_BITS, OUT = 4 + COLS + COLS * ACC_BITS;
    `include "script.vh"

    wire [15:0]              rows, cols;
    wire                     load, in_valid, in_last, load_ready, load_last, in_ready, out_last;
    wire [COLS-1:0]          out_valid;
    wire [ROWS*A_BITS-1:0]   a_flat;
    wire [COLS*W_BITS-1:0]   w_flat;
    wire [COLS*ACC_BITS-1:0] sums;
    assign {w_flat, a_flat, in_last, in_valid, load, cols, rows} = d;
    assign got = {sums, out_valid, out_last, in_ready, load_last, load_ready};

    array_ws #(
        .ROWS(ROWS), .COLS(COLS), .A_BITS(A_BITS), .W_BITS(W_BITS), .TERM_BITS(A_BITS + W_BITS), .ACC_BITS(ACC_BITS)
    ) u_array (
        .clk(clk), .rst(rst), .rows(rows), .cols(cols), .load(load), .load_ready(load_ready),
        .load_last(load_last), .w_flat(w_flat),
        .in_valid(in_valid), .in_last(in_last), .in_ready(in_ready), .a_flat(a_flat), .out_valid(out_valid),
        .out_last(out_last), .sums(sums));
endmodule

`default_nettype wire
