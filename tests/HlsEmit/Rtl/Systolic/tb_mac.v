`timescale 1ns/1ps
`default_nettype none

module tb_mac;
    `include "params.vh"
    localparam integer IN = A_BITS + W_BITS + ACC_BITS, OUT = ACC_BITS;
    `include "script.vh"

    wire [A_BITS-1:0]   a;
    wire [W_BITS-1:0]   w;
    wire [ACC_BITS-1:0] sum;
    assign {sum, w, a} = d;

    pe_mac #(
        .PE(PE), .A_BITS(A_BITS), .A_EXP(A_EXP), .A_SPECIALS(A_SPECIALS), .W_BITS(W_BITS), .W_EXP(W_EXP),
        .W_SPECIALS(W_SPECIALS), .TERM_BITS(TERM_BITS), .ACC_BITS(ACC_BITS), .SATURATE(SATURATE)
    ) u_mac (.a(a), .w(w), .sum(sum), .result(got));
endmodule

`default_nettype wire
