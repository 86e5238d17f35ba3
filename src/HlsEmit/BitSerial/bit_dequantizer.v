// A bit-serial PE's dequantizer: a group's accumulator times its scale, one bit of the scale a cycle.
//
// Parameters: BITS, of the scale's significand, 8 or 11.
// Latency: `load` takes the accumulator; the scale's bits come in the BITS cycles after it in which `step` is 1, the
// lowest first, and `value` is the product in the last of them, which may also be that of the next `load`.
// Numbers: the accumulator is that of group_add. The scale is a significand with its leading one at the top, or 0, and
// the exponent of that one plus 24. `value` is the exact product rounded once to 21 significant bits, to nearest, ties
// to even: a binary32 number without its last three bits, which are 0.
`default_nettype none

module bit_dequantizer #(
    parameter integer BITS = 8
) (
    input  wire        clk,
    input  wire        en,
    input  wire        load,
    input  wire [21:0] accumulator,
    input  wire        step,
    input  wire        scale_bit,
    input  wire [5:0]  scale_exponent,
    output wire [28:0] value
);
    localparam integer PRODUCT = 15 + BITS;
    localparam integer REST    = PRODUCT - 21;

    // The product so far moves right under the place where the next bit adds the significand.
    reg  [21:0]        held;
    reg  [PRODUCT-1:0] product;
    wire [14:0]        added = {held[20:14] != 7'd0, held[13:0]} & {15{scale_bit}};
    wire [15:0]        upper = {1'b0, product[PRODUCT-1:BITS]} + {1'b0, added};
    wire [PRODUCT-1:0] next  = {upper, product[BITS-1:1]};
    wire unused_bit = product[0];

    always @(posedge clk) begin
        if (en && load) begin
            held    <= accumulator;
            product <= {PRODUCT{1'b0}};
        end else if (en && step) begin
            product <= next;
        end
    end

    // The leading one is in one of two places.
    wire               top     = next[PRODUCT-1];
    wire [PRODUCT-1:0] normal  = top ? next : next << 1;
    wire               up      = normal[REST-1] && (normal[REST] || |normal[REST-2:0]);
    wire [21:0]        rounded = {1'b0, normal[PRODUCT-1:REST]} + {21'd0, up};
    wire [7:0]         leading = {1'b0, held[20:14]} + {2'd0, scale_exponent} + 8'd39 + {7'd0, top}
        + {7'd0, rounded[21]};
    wire unused_leading = rounded[20];

    assign value = normal[PRODUCT-1] ? {held[21], leading, rounded[19:0]} : 29'd0;
endmodule

`default_nettype wire
