`timescale 1ns/1ps
`default_nettype none

module tb_pe;
    `include "params.vh"
    localparam integer IN = 3 + A_BITS + W_BITS + ACC_BITS, OUT = 2 + A_BITS + W_BITS + ACC_BITS;
    `include "script.vh"

    wire                shift, a_valid_i, w_valid_i, a_valid_o, w_valid_o;
    wire [A_BITS-1:0]   a_i, a_o;
    wire [W_BITS-1:0]   w_i, w_o;
    wire [ACC_BITS-1:0] sum_below, sum;
    assign {sum_below, w_i, w_valid_i, a_i, a_valid_i, shift} = d;
    assign got = {sum, w_o, w_valid_o, a_o, a_valid_o};

    pe_os #(
        .PE(PE), .A_BITS(A_BITS), .A_EXP(A_EXP), .A_SPECIALS(A_SPECIALS), .W_BITS(W_BITS), .W_EXP(W_EXP),
        .W_SPECIALS(W_SPECIALS), .TERM_BITS(TERM_BITS), .ACC_BITS(ACC_BITS), .SATURATE(SATURATE)
    ) u_pe (
        .clk(clk), .rst(rst), .shift(shift), .a_valid_i(a_valid_i), .a_i(a_i), .a_valid_o(a_valid_o), .a_o(a_o),
        .w_valid_i(w_valid_i), .w_i(w_i), .w_valid_o(w_valid_o), .w_o(w_o), .sum_below(sum_below), .sum(sum));
endmodule

`default_nettype wire
