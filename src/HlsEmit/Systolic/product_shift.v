// Multiplies a signed integer by -1, 0 or 1, or by one of these shifted: no multiplier.
//
// Parameters: A_BITS, bits of the activation, signed; W_BITS, bits of the weight: two of a signed integer, -1, 0 or 1,
// and above them W_EXP = W_BITS - 2 of an exponent (0 for ternary weights); TERM_BITS, bits of the product, more than
// A_BITS.
// Latency: combinational.
// The product is exact when it fits TERM_BITS; else its upper bits are lost. The integer -2 counts as 0.
`default_nettype none

module product_shift #(
    parameter integer A_BITS    = 8,
    parameter integer W_BITS    = 5,
    parameter integer TERM_BITS = 16
) (
    input  wire [A_BITS-1:0]    a,
    input  wire [W_BITS-1:0]    w,
    output wire [TERM_BITS-1:0] term
);
    wire [TERM_BITS-1:0] wide   = {{(TERM_BITS-A_BITS){a[A_BITS-1]}}, a};
    wire [TERM_BITS-1:0] placed;
    wire [TERM_BITS-1:0] chosen = placed & {TERM_BITS{w[0]}};

    generate
        if (W_BITS > 2) begin : g_shift
            assign placed = wide << w[W_BITS-1:2];
        end else begin : g_ternary
            assign placed = wide;
        end
    endgenerate

    assign term = w[1] ? -chosen : chosen;
endmodule

`default_nettype wire
