// Third stage of a bit-serial PE: a group's accumulator plus a dot product, rounded once to 15 significant bits.
//
// Parameters: SUM_BITS, bits of the dot product, 15 or more.
// Latency: combinational.
// Numbers: an accumulator is a sign, the exponent of its leading one plus 64 in seven bits (0 for zero, which has no
// sign), and 14 bits behind the leading one. `exponent` is what the accumulator's would be whose last bit weighs as
// much as that of `sum`. The sum of both is exact and rounded to nearest, ties to even.
`default_nettype none

module group_add #(
    parameter integer SUM_BITS = 17
) (
    input  wire [21:0]         accumulator,
    input  wire [SUM_BITS-1:0] sum,
    input  wire [6:0]          exponent,
    output wire [21:0]         next
);
    localparam integer OPERAND = SUM_BITS > 16 ? SUM_BITS : 16;

    // The operand of the larger exponent stands 17 places above the last bit of a window; the other is shifted to the
    // right from there, and what leaves the window is OR-ed into that bit. It is below every tie: a dot product that
    // has the larger exponent has its leading one at place 17 or higher.
    localparam integer FREE   = 17;
    localparam integer WINDOW = OPERAND + FREE;

    wire        zero     = accumulator[20:14] == 7'd0;
    wire [15:0] positive = {1'b0, !zero, accumulator[13:0]};
    wire [15:0] negative = 16'd0 - positive;
    wire signed [OPERAND-1:0] held;
    wire signed [OPERAND-1:0] added;
    generate
        if (OPERAND > 16) begin : g_held
            wire [15:0] narrow = accumulator[21] ? negative : positive;
            assign held = {{OPERAND-16{narrow[15]}}, narrow};
        end else begin : g_held_as_it_is
            assign held = accumulator[21] ? negative : positive;
        end
        if (OPERAND > SUM_BITS) begin : g_added
            assign added = {{OPERAND-SUM_BITS{sum[SUM_BITS-1]}}, sum};
        end else begin : g_added_as_it_is
            assign added = sum;
        end
    endgenerate

    wire [7:0]         ahead    = {1'b0, exponent} - {1'b0, accumulator[20:14]};
    wire               larger   = !ahead[7];
    wire [6:0]         distance = larger ? ahead[6:0] : accumulator[20:14] - exponent;
    wire [6:0]         places   = distance > WINDOW[6:0] ? WINDOW[6:0] : distance;
    wire [OPERAND-1:0] standing = larger ? added : held;
    wire [OPERAND-1:0] moving   = larger ? held : added;

    wire signed [WINDOW+OPERAND-1:0] start   = {moving, {FREE+OPERAND{1'b0}}};
    wire signed [WINDOW+OPERAND-1:0] shifted = start >>> places;
    wire [WINDOW-1:0] moved = shifted[WINDOW+OPERAND-1:OPERAND] | {{WINDOW-1{1'b0}}, |shifted[OPERAND-1:0]};
    wire [WINDOW:0]   total = {standing[OPERAND-1], standing, {FREE{1'b0}}} + {moved[WINDOW-1], moved};
    wire [WINDOW:0]   size  = total[WINDOW] ? {WINDOW+1{1'b0}} - total : total;

    wire [WINDOW:0]               normal;
    wire [$clog2(WINDOW+1)-1:0]   zeros;
    leading_normalizer #(.WIDTH(WINDOW + 1)) u_normal (.value(size), .normal(normal), .zeros(zeros));

    // The leading one has the larger exponent when it stands at place 31 of the window.
    localparam integer ABOVE = WINDOW - FREE - 14;
    wire        up       = normal[WINDOW-15] && (normal[WINDOW-14] || |normal[WINDOW-16:0]);
    wire [15:0] rounded  = {1'b0, normal[WINDOW:WINDOW-14]} + {15'd0, up};
    wire [6:0]  base     = larger ? exponent : accumulator[20:14];
    wire [6:0]  leading  = base + ABOVE[6:0] - {{7-$clog2(WINDOW+1){1'b0}}, zeros} + {6'd0, rounded[15]};
    wire        is_zero  = !normal[WINDOW];
    wire        nothing  = sum == {SUM_BITS{1'b0}};
    wire unused_leading  = rounded[14];

    assign next = nothing ? accumulator
        : is_zero ? 22'd0
        : {total[WINDOW], leading, rounded[13:0]};
endmodule

`default_nettype wire
