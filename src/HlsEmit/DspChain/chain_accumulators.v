// Accumulators of a chain: 32 bits for each token of a tile, two tokens a row; sums wrap.
//
// A row is read, added to and written in one cycle. The first step of a tile stores over what was there (`store`); with
// the last (`leave`) the sums go out too.
//
// Parameters: ROW_BITS, bits of a row's number: tiles of up to 2^(ROW_BITS + 1) tokens.
// Latency: 1. Everything holds while `en` is 0; `rst` clears `sum_valid`.
`default_nettype none

module chain_accumulators #(
    parameter integer ROW_BITS = 3
) (
    input  wire                clk,
    input  wire                rst,
    input  wire                en,
    input  wire [1:0]          lanes,
    input  wire                store,
    input  wire                leave,
    input  wire [ROW_BITS-1:0] row,
    input  wire [31:0]         low,
    input  wire [31:0]         high,
    output reg  [1:0]          sum_valid,
    output reg  [63:0]         sums
);
    reg [31:0] low_sums  [0:(1 << ROW_BITS)-1];
    reg [31:0] high_sums [0:(1 << ROW_BITS)-1];

    wire [31:0] low_before  = store ? 32'd0 : low_sums[row];
    wire [31:0] high_before = store ? 32'd0 : high_sums[row];
    wire [31:0] low_after   = low_before + low;
    wire [31:0] high_after  = high_before + high;

    always @(posedge clk) begin
        if (en) begin
            if (lanes[0]) begin
                low_sums[row] <= low_after;
            end
            if (lanes[1]) begin
                high_sums[row] <= high_after;
            end
            sums <= {high_after, low_after};
        end
        if (rst) begin
            sum_valid <= 2'b00;
        end else if (en) begin
            sum_valid <= lanes & {2{leave}};
        end
    end
endmodule

`default_nettype wire
