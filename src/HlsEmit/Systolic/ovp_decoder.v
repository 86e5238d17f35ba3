// Decodes a byte, an outlier-victim pair of 4 bits an element, to two operands of pe_expint.
//
// Parameters: FLINT, 0 for ovp-int4, 1 for ovp-flint4.
// Latency: combinational.
// An operand is three bits of exponent above a signed integer of four. The left element, at the even position, is in
// the low four bits. A slot of 1000, the identifier, is a victim: zero, and the other slot an outlier.
`default_nettype none

module ovp_decoder #(
    parameter integer FLINT = 0
) (
    input  wire [7:0] pair,
    output wire [6:0] left,
    output wire [6:0] right
);
    localparam [3:0] IDENTIFIER = 4'b1000;

    wire left_victim  = pair[3:0] == IDENTIFIER;
    wire right_victim = pair[7:4] == IDENTIFIER;

    ovp_slot #(.FLINT(FLINT)) u_left (
        .slot         (pair[3:0]),
        .victim       (left_victim),
        .outlier      (right_victim),
        .exponent     (left[6:4]),
        .integer_part (left[3:0])
    );
    ovp_slot #(.FLINT(FLINT)) u_right (
        .slot         (pair[7:4]),
        .victim       (right_victim),
        .outlier      (left_victim),
        .exponent     (right[6:4]),
        .integer_part (right[3:0])
    );
endmodule

`default_nettype wire
