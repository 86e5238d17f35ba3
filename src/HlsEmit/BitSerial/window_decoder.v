// Decodes a code of a small float into its sign and magnitude in halves, with the group's special value.
//
// Parameters: FORMAT, 2 for fp4 (E2M1), 3 for fp3, 4 for flint4, 5 for ternary, 6 for denseshift3.
// Latency: combinational.
// Numbers: codes are sign and magnitude, but ternary's, which are 0 for -1, 1 for 0 and 2 for 1. `special` and the
// value are a sign above five bits of halves. Negative zero stands for `special`, which is 0 where there is none.
`default_nettype none

module window_decoder #(
    parameter integer FORMAT = 2
) (
    input  wire [(FORMAT == 2 || FORMAT == 4 ? 4 : FORMAT == 5 ? 2 : 3)-1:0] code,
    input  wire [5:0]                                                        special,
    output wire [5:0]                                                        value
);
    wire       sign;
    wire       negative_zero;
    wire [4:0] halves;
    generate
        if (FORMAT == 2 || FORMAT == 4) begin : g_four_bits
            wire [2:0] magnitude = code[2:0];
            assign sign          = code[3];
            assign negative_zero = code == 4'b1000;
            if (FORMAT == 2) begin : g_fp4
                // Below 2 the magnitude counts halves; from there on one bit is behind the leading one.
                assign halves = magnitude < 3'd4 ? {3'd0, magnitude[1:0]}
                    : {3'b001, magnitude[0], 1'b0} << magnitude[1];
            end else begin : g_flint
                assign halves = magnitude == 3'd4 ? 5'd16 : magnitude == 3'd5 ? 5'd8 : magnitude == 3'd6 ? 5'd4
                    : magnitude == 3'd7 ? 5'd6 : {3'd0, magnitude[1:0]};
            end
        end else if (FORMAT == 5) begin : g_ternary
            assign sign          = code == 2'd0;
            assign negative_zero = 1'b0;
            assign halves        = code == 2'd1 ? 5'd0 : 5'd2;
        end else begin : g_three_bits
            assign sign = code[2];
            if (FORMAT == 3) begin : g_fp3
                assign negative_zero = code == 3'b100;
                assign halves        = code[1:0] == 2'd0 ? 5'd0 : 5'd1 << code[1:0];
            end else begin : g_shift
                assign negative_zero = 1'b0;
                assign halves        = 5'd2 << code[1:0];
            end
        end
    endgenerate
    assign value = negative_zero ? special : {sign, halves};
endmodule

`default_nettype wire
