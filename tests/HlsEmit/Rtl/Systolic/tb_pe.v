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

    generate
        if (EXP_BITS == 0) begin : g_int
            pe_int #(.A_BITS(A_BITS), .W_BITS(W_BITS), .ACC_BITS(ACC_BITS)) u_pe (
                .clk(clk), .rst(rst), .shift(shift), .a_valid_i(a_valid_i), .a_i(a_i), .a_valid_o(a_valid_o),
                .a_o(a_o), .w_valid_i(w_valid_i), .w_i(w_i), .w_valid_o(w_valid_o), .w_o(w_o),
                .sum_below(sum_below), .sum(sum));
        end else begin : g_expint
            pe_expint #(.EXP_BITS(EXP_BITS), .A_BITS(A_BITS), .W_BITS(W_BITS), .ACC_BITS(ACC_BITS)) u_pe (
                .clk(clk), .rst(rst), .shift(shift), .a_valid_i(a_valid_i), .a_i(a_i), .a_valid_o(a_valid_o),
                .a_o(a_o), .w_valid_i(w_valid_i), .w_i(w_i), .w_valid_o(w_valid_o), .w_o(w_o),
                .sum_below(sum_below), .sum(sum));
        end
    endgenerate
endmodule

`default_nettype wire
