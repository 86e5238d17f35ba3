// The accumulator that a PE column of a tile shares: adds the groups of each of its rows in binary32.
//
// Parameters: ROWS, of the tile; SCALED, 1 when a group's sum is multiplied by its scale here; BITS, of that scale's
// significand.
// Latency: `value` of `row` is added, when `step` is 1, to the sum of the row's groups before, or with `first` to +0;
// the new sum is in `sum` after one clock edge.
// Numbers: binary32; a scaled group is rounded before it is added. The scale is that of fp32_scale.
`default_nettype none

module column_sums #(
    parameter integer ROWS   = 8,
    parameter integer SCALED = 0,
    parameter integer BITS   = 8
) (
    input  wire                                      clk,
    input  wire                                      en,
    input  wire                                      step,
    input  wire                                      first,
    input  wire [$clog2(ROWS > 1 ? ROWS : 2)-1:0]    row,
    input  wire [31:0]                               value,
    input  wire [5:0]                                exponent,
    input  wire [BITS-1:0]                           significand,
    output reg  [31:0]                               sum
);
    reg  [31:0] sums [0:ROWS-1];
    wire [31:0] group;
    wire [31:0] next;
    generate
        if (SCALED != 0) begin : g_scaled
            fp32_scale #(.BITS(BITS)) u_scale (
                .value(value), .sign(1'b0), .exponent(exponent), .significand(significand), .product(group)
            );
        end else begin : g_plain
            assign group = value;
            wire unused = &{1'b0, exponent, significand};
        end
    endgenerate
    fp32_add u_add (.a(first ? 32'd0 : sums[row]), .b(group), .sum(next));

    always @(posedge clk) begin
        if (en && step) begin
            sums[row] <= next;
            sum       <= next;
        end
    end
endmodule

`default_nettype wire
