`timescale 1ns/1ps
`default_nettype none

module tb_decoders;
    `include "params.vh"
    localparam integer IN = 16, OUT = 113;
    `include "script.vh"

    // Bytes in the low half: 4-bit pairs, and codes of formats by themselves.
    ovp_decoder #(.KIND(0)) u_int4 (.pair(d[7:0]), .left(got[6:0]), .right(got[13:7]));
    ovp_decoder #(.KIND(1)) u_flint4 (.pair(d[7:0]), .left(got[20:14]), .right(got[27:21]));
    edge_decoder #(.FORMAT(3), .CODE_BITS(4), .EXP(3), .BITS(7)) u_flint (.code(d[3:0]), .operand(got[34:28]));
    flint4_decoder #(.SIGNED(0), .INT_BITS(5)) u_unsigned (
        .code(d[3:0]), .exponent(got[42:40]), .integer_part(got[39:35]));
    edge_decoder #(.FORMAT(4), .CODE_BITS(4), .EXP(3), .BITS(5)) u_power (.code(d[3:0]), .operand(got[47:43]));
    edge_decoder #(.FORMAT(5), .CODE_BITS(4), .EXP(3), .BITS(5)) u_dense (.code(d[3:0]), .operand(got[52:48]));
    edge_decoder #(.FORMAT(6), .CODE_BITS(6), .EXP(2), .BITS(7)) u_fp6 (.code(d[5:0]), .operand(got[59:53]));
    edge_decoder #(.FORMAT(2), .CODE_BITS(2), .EXP(0), .BITS(2)) u_ternary (.code(d[1:0]), .operand(got[61:60]));
    edge_decoder #(.FORMAT(1), .CODE_BITS(4), .EXP(0), .BITS(5)) u_whole (.code(d[3:0]), .operand(got[66:62]));
    ovp_decoder #(.KIND(2), .BITS(8), .EXP_BITS(4)) u_int8 (.pair(d), .left(got[78:67]), .right(got[90:79]));
    ovp_decoder #(.KIND(3), .BITS(8), .EXP_BITS(3)) u_e2m5 (.pair(d), .left(got[101:91]), .right(got[112:102]));
endmodule

`default_nettype wire
