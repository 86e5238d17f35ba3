// Adds a term to an accumulator: integers that wrap or saturate, or binary32.
//
// Parameters: KIND, 0 for signed integers that wrap, 1 for ones that saturate, 2 for binary32 (fp32_add); TERM_BITS,
// bits of the term; SUM_BITS, bits of the sum; both are 32 for binary32.
// Latency: combinational.
// The sum is exact when it fits SUM_BITS. When not, wrapping keeps the low bits, saturating the nearest value that
// fits.
`default_nettype none

module sum_add #(
    parameter integer KIND      = 0,
    parameter integer TERM_BITS = 16,
    parameter integer SUM_BITS  = 32
) (
    input  wire [SUM_BITS-1:0]  sum,
    input  wire [TERM_BITS-1:0] term,
    output wire [SUM_BITS-1:0]  result
);
    localparam integer WIDE = (TERM_BITS > SUM_BITS ? TERM_BITS : SUM_BITS) + 1;

    generate
        if (KIND == 2) begin : g_float
            fp32_add u_add (.a(sum), .b(term), .sum(result));
        end else begin : g_integer
            wire signed [WIDE-1:0] exact = {{(WIDE-SUM_BITS){sum[SUM_BITS-1]}}, sum}
                + {{(WIDE-TERM_BITS){term[TERM_BITS-1]}}, term};
            wire [WIDE-SUM_BITS-1:0] beyond = exact[WIDE-1:SUM_BITS];
            if (KIND == 1) begin : g_saturating
                wire fits = beyond == {(WIDE-SUM_BITS){exact[SUM_BITS-1]}};
                assign result = fits ? exact[SUM_BITS-1:0] : {exact[WIDE-1], {(SUM_BITS-1){!exact[WIDE-1]}}};
            end else begin : g_wrapping
                wire unused = &beyond;
                assign result = exact[SUM_BITS-1:0];
            end
        end
    endgenerate
endmodule

`default_nettype wire
