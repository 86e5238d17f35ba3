// Decodes an outlier-victim pair, a byte or two, to two operands of an exponent-integer PE.
//
// Parameters: KIND, 0 for ovp-int4, 1 for ovp-flint4, 2 for ovp-int8, 3 for ovp-int8-e2m5; BITS, of a slot, 4 for KIND
// 0 and 1, else 8; EXP_BITS, bits of an operand's exponent: 3, but 4 for KIND 2.
// Latency: combinational.
// An operand is an exponent above a signed integer as wide as a slot. The left element, at the even position, is in the
// lower slot. A slot of a set top bit and zeros, the identifier, is a victim: zero, and the other slot an outlier.
`default_nettype none

module ovp_decoder #(
    parameter integer KIND     = 0,
    parameter integer BITS     = 4,
    parameter integer EXP_BITS = 3
) (
    input  wire [2*BITS-1:0]        pair,
    output wire [EXP_BITS+BITS-1:0] left,
    output wire [EXP_BITS+BITS-1:0] right
);
    localparam [BITS-1:0] IDENTIFIER = {1'b1, {(BITS-1){1'b0}}};

    // The bias puts the smallest outlier above the largest normal element. ovp-int8 ends at 8 << 12.
    localparam integer MAN_BITS = KIND == 2 ? 3 : KIND == 3 ? 5 : 1;
    localparam integer BIAS     = KIND == 1 ? 3 : KIND == 2 ? 4 : 2;
    localparam integer CLIP     = KIND == 2 ? 12 : 0;
    localparam integer FLINT    = KIND == 1 ? 1 : 0;

    wire left_victim  = pair[BITS-1:0] == IDENTIFIER;
    wire right_victim = pair[2*BITS-1:BITS] == IDENTIFIER;

    ovp_slot #(
        .BITS(BITS), .FLINT(FLINT), .MAN_BITS(MAN_BITS), .BIAS(BIAS), .EXP_BITS(EXP_BITS), .CLIP(CLIP)
    ) u_left (
        .slot         (pair[BITS-1:0]),
        .victim       (left_victim),
        .outlier      (right_victim),
        .exponent     (left[EXP_BITS+BITS-1:BITS]),
        .integer_part (left[BITS-1:0])
    );
    ovp_slot #(
        .BITS(BITS), .FLINT(FLINT), .MAN_BITS(MAN_BITS), .BIAS(BIAS), .EXP_BITS(EXP_BITS), .CLIP(CLIP)
    ) u_right (
        .slot         (pair[2*BITS-1:BITS]),
        .victim       (right_victim),
        .outlier      (left_victim),
        .exponent     (right[EXP_BITS+BITS-1:BITS]),
        .integer_part (right[BITS-1:0])
    );
endmodule

`default_nettype wire
