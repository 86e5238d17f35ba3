// Decodes one slot of an outlier-victim pair to an exponent-integer pair: integer << exponent.
//
// Parameters: BITS, of the slot, 4 or 8; FLINT, 1 for normal elements of signed 4-bit flint, 0 for integers; MAN_BITS,
// mantissa bits of an outlier; BIAS, what is added to its exponent; EXP_BITS, bits of the exponent that leaves; CLIP,
// the exponent that leaves with the largest outlier where that is a power of two below the field's largest, else 0.
// Latency: combinational.
// `victim` says that this slot is the identifier, `outlier` that the other one is. An outlier is a sign, an exponent
// and a mantissa, (2^MAN_BITS + mantissa) << (exponent + BIAS). Unused patterns are zero: the one without exponent and
// mantissa, and those above the largest outlier.
`default_nettype none

module ovp_slot #(
    parameter integer BITS     = 4,
    parameter integer FLINT    = 0,
    parameter integer MAN_BITS = 1,
    parameter integer BIAS     = 2,
    parameter integer EXP_BITS = 3,
    parameter integer CLIP     = 0
) (
    input  wire [BITS-1:0]     slot,
    input  wire                victim,
    input  wire                outlier,
    output wire [EXP_BITS-1:0] exponent,
    output wire [BITS-1:0]     integer_part
);
    localparam integer FIELD_BITS = BITS - 1 - MAN_BITS;

    wire [EXP_BITS-1:0]   normal_exponent;
    wire [BITS-1:0]       normal_integer;
    wire [FIELD_BITS-1:0] field     = slot[BITS-2:MAN_BITS];
    wire [MAN_BITS-1:0]   mantissa  = slot[MAN_BITS-1:0];
    wire [BITS-1:0]       magnitude = {{FIELD_BITS{1'b0}}, 1'b1, mantissa};
    wire [EXP_BITS:0]     scale     = {{(EXP_BITS+1-FIELD_BITS){1'b0}}, field} + BIAS[EXP_BITS:0];
    wire                  unused_pattern;

    generate
        if (FLINT != 0) begin : g_flint
            flint4_decoder #(.SIGNED(1), .INT_BITS(4)) u_flint (
                .code         (slot),
                .exponent     (normal_exponent),
                .integer_part (normal_integer)
            );
        end else begin : g_int
            assign normal_exponent = {EXP_BITS{1'b0}};
            assign normal_integer  = slot;
        end
        if (CLIP != 0) begin : g_clipped
            assign unused_pattern = slot[BITS-2:0] == {(BITS-1){1'b0}} || scale > CLIP[EXP_BITS:0]
                || (scale == CLIP[EXP_BITS:0] && mantissa != {MAN_BITS{1'b0}});
        end else begin : g_whole
            wire unused = scale[EXP_BITS];
            assign unused_pattern = slot[BITS-2:0] == {(BITS-1){1'b0}};
        end
    endgenerate

    wire zero = victim || (outlier && unused_pattern);

    assign exponent     = zero ? {EXP_BITS{1'b0}} : outlier ? scale[EXP_BITS-1:0] : normal_exponent;
    assign integer_part = zero ? {BITS{1'b0}} : !outlier ? normal_integer : slot[BITS-1] ? -magnitude : magnitude;
endmodule

`default_nettype wire
