// Multiplies signed integers, or exponent-integer pairs: <a, b> x <c, d> = (b x d) << (a + c).
//
// Parameters: A_BITS, W_BITS, bits of an activation and of a weight; A_EXP, W_EXP, how many of them, the upper ones,
// are an unsigned exponent, 0 for a plain integer; TERM_BITS, bits of the product, those of the integers' product or
// more.
// Latency: combinational.
// The product is exact when it fits TERM_BITS; else its upper bits are lost.
`default_nettype none

module product_pair #(
    parameter integer A_BITS    = 8,
    parameter integer A_EXP     = 0,
    parameter integer W_BITS    = 8,
    parameter integer W_EXP     = 0,
    parameter integer TERM_BITS = 16
) (
    input  wire [A_BITS-1:0]    a,
    input  wire [W_BITS-1:0]    w,
    output wire [TERM_BITS-1:0] term
);
    localparam integer AI_BITS = A_BITS - A_EXP;
    localparam integer WI_BITS = W_BITS - W_EXP;
    localparam integer P_BITS  = AI_BITS + WI_BITS;
    localparam integer E_BITS  = (A_EXP > W_EXP ? A_EXP : W_EXP) + 1;

    // Extended by hand, so that the width of the product does not depend on where it is used.
    wire signed [P_BITS-1:0] a_wide  = {{WI_BITS{a[AI_BITS-1]}}, a[AI_BITS-1:0]};
    wire signed [P_BITS-1:0] w_wide  = {{AI_BITS{w[WI_BITS-1]}}, w[WI_BITS-1:0]};
    wire signed [P_BITS-1:0] product = a_wide * w_wide;
    wire [TERM_BITS-1:0]     wide;

    // Without exponents nothing is shifted.
    wire [E_BITS-1:0] a_places, w_places, places;

    generate
        if (TERM_BITS > P_BITS) begin : g_extended
            assign wide = {{(TERM_BITS-P_BITS){product[P_BITS-1]}}, product};
        end else begin : g_same
            assign wide = product;
        end
        if (A_EXP == 0) begin : g_a_integer
            assign a_places = {E_BITS{1'b0}};
        end else begin : g_a_pair
            assign a_places = {{(E_BITS-A_EXP){1'b0}}, a[A_BITS-1:AI_BITS]};
        end
        if (W_EXP == 0) begin : g_w_integer
            assign w_places = {E_BITS{1'b0}};
        end else begin : g_w_pair
            assign w_places = {{(E_BITS-W_EXP){1'b0}}, w[W_BITS-1:WI_BITS]};
        end
    endgenerate

    assign places = a_places + w_places;
    assign term   = wide << places;
endmodule

`default_nettype wire
