`timescale 1ns/1ps
`default_nettype none

module tb_pe_ws;
    `include "params.vh"
    localparam integer IN = 3 + A_BITS + W_BITS + ACC_BITS, OUT = 1 + A_BITS + W_BITS + ACC_BITS;
    `include "script.vh"

    wire                load, ends, a_valid_i, a_valid_o;
    wire [A_BITS-1:0]   a_i, a_o;
    wire [W_BITS-1:0]   w_below, w;
    wire [ACC_BITS-1:0] sum_above, sum;
    assign {sum_above, a_i, a_valid_i, w_below, ends, load} = d;
    assign got = {sum, a_o, a_valid_o, w};

    pe_ws #(
        .PE(PE), .A_BITS(A_BITS), .A_EXP(A_EXP), .A_SPECIALS(A_SPECIALS), .W_BITS(W_BITS), .W_EXP(W_EXP),
        .W_SPECIALS(W_SPECIALS), .TERM_BITS(TERM_BITS), .ACC_BITS(ACC_BITS), .SATURATE(SATURATE)
    ) u_pe (
        .clk(clk), .rst(rst), .load(load), .ends(ends), .w_below(w_below), .w(w), .a_valid_i(a_valid_i), .a_i(a_i),
        .a_valid_o(a_valid_o), .a_o(a_o), .sum_above(sum_above), .sum(sum));
endmodule

`default_nettype wire
