// Decodes one 4-bit slot of an outlier-victim pair to an exponent-integer pair: integer << exponent.
//
// Parameters: FLINT, 0 for normal elements of 4-bit integers (ovp-int4), 1 for signed flint (ovp-flint4).
// Latency: combinational.
// `victim` says that this slot is the identifier, `outlier` that the other one is. An outlier is a sign, two bits of
// exponent and one of mantissa, (2 + mantissa) << (exponent + bias); without exponent and mantissa it is unused: zero.
`default_nettype none

module ovp_slot #(
    parameter integer FLINT = 0
) (
    input  wire [3:0] slot,
    input  wire       victim,
    input  wire       outlier,
    output wire [2:0] exponent,
    output wire [3:0] integer_part
);
    // The bias puts the smallest outlier above the largest normal element.
    localparam [2:0] BIAS = FLINT != 0 ? 3'd3 : 3'd2;

    wire [2:0] normal_exponent;
    wire [3:0] normal_integer;
    wire [3:0] magnitude = {3'b001, slot[0]};
    wire       unused    = slot[2:0] == 3'b000;

    generate
        if (FLINT != 0) begin : g_flint
            flint4_decoder #(.SIGNED(1), .INT_BITS(4)) u_flint (
                .code         (slot),
                .exponent     (normal_exponent),
                .integer_part (normal_integer)
            );
        end else begin : g_int
            assign normal_exponent = 3'd0;
            assign normal_integer  = slot;
        end
    endgenerate

    wire zero = victim || (outlier && unused);

    assign exponent     = zero ? 3'd0 : outlier ? {1'b0, slot[2:1]} + BIAS : normal_exponent;
    assign integer_part = zero ? 4'd0 : !outlier ? normal_integer : slot[3] ? -magnitude : magnitude;
endmodule

`default_nettype wire
