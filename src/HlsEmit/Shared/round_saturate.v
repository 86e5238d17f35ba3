// Takes bits off a signed number: divides by a power of two, rounds to the nearest, ties to even, and saturates.
//
// Parameters: IN_BITS, OUT_BITS, of the numbers, OUT_BITS not more than IN_BITS + 1 - SHIFT; SHIFT, bits taken off, 1 or
// more and less than IN_BITS.
// Latency: 0.
// Numbers: `out` is in / 2^SHIFT rounded, at the end of its range where that lies outside; `clipped` tells so.
`default_nettype none

module round_saturate #(
    parameter integer IN_BITS  = 32,
    parameter integer OUT_BITS = 8,
    parameter integer SHIFT    = 12
) (
    input  wire [IN_BITS-1:0]  in,
    output wire [OUT_BITS-1:0] out,
    output wire                clipped
);
    // A bit more than what is kept, as rounding up may carry.
    localparam integer KEPT = IN_BITS - SHIFT;

    wire [KEPT-1:0]  floor   = in[IN_BITS-1:SHIFT];
    wire [SHIFT-1:0] dropped = in[SHIFT-1:0];
    wire             half    = dropped[SHIFT-1];
    wire [SHIFT-1:0] below   = dropped << 1;
    wire             up      = half && (floor[0] || |below);
    wire [KEPT:0]    rounded = {floor[KEPT-1], floor} + {{KEPT{1'b0}}, up};
    wire             sign    = rounded[KEPT];

    assign clipped = rounded[KEPT:OUT_BITS-1] != {KEPT+2-OUT_BITS{sign}};
    assign out     = clipped ? {sign, {OUT_BITS-1{!sign}}} : rounded[OUT_BITS-1:0];
endmodule

`default_nettype wire
