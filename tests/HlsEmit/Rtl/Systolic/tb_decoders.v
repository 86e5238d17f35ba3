`timescale 1ns/1ps
`default_nettype none

module tb_decoders;
    `include "params.vh"
    localparam integer IN = 8, OUT = 43;
    `include "script.vh"

    ovp_decoder #(.FLINT(0)) u_int4 (.pair(d), .left(got[6:0]), .right(got[13:7]));
    ovp_decoder #(.FLINT(1)) u_flint4 (.pair(d), .left(got[20:14]), .right(got[27:21]));
    flint4_decoder #(.SIGNED(1), .INT_BITS(4)) u_signed (
        .code(d[3:0]), .exponent(got[34:32]), .integer_part(got[31:28]));
    flint4_decoder #(.SIGNED(0), .INT_BITS(5)) u_unsigned (
        .code(d[3:0]), .exponent(got[42:40]), .integer_part(got[39:35]));
endmodule

`default_nettype wire
