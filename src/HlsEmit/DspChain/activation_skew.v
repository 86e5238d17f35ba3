// The operand triangle of a core: delays the activations of slice i as long as sums take to get there, i cycles and two
// more for every overflow adjust unit in front. Once for all chains.
//
// Parameters: SLICES, slices of a chain; SEGMENT, slices from one adjust unit to the next.
// Latency: i + 2 floor(i / SEGMENT) at slice i. Everything holds while `en` is 0.
`default_nettype none

module activation_skew #(
    parameter integer SLICES  = 16,
    parameter integer SEGMENT = 8
) (
    input  wire                 clk,
    input  wire                 en,
    input  wire [16*SLICES-1:0] d,
    output wire [16*SLICES-1:0] q
);
    assign q[15:0] = d[15:0];

    genvar i;
    generate
        for (i = 1; i < SLICES; i = i + 1) begin : g_slice
            skew_line #(.WIDTH(16), .CYCLES(i + 2 * (i / SEGMENT))) line (
                .clk(clk), .en(en), .d(d[16*i +: 16]), .q(q[16*i +: 16])
            );
        end
    endgenerate
endmodule

`default_nettype wire
