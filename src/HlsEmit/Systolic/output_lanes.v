// Puts a row of sums into lanes of whole bytes, each sum extended by its sign, and says which bytes are there.
//
// Parameters: COLS; ACC_BITS, bits of a sum.
// Latency: combinational.
// `cols` is how many sums are there, the first ones, which are in the lowest bits.
`default_nettype none

module output_lanes #(
    parameter integer COLS     = 4,
    parameter integer ACC_BITS = 32
) (
    input  wire [15:0]                        cols,
    input  wire [COLS*ACC_BITS-1:0]           sums,
    output wire [8*COLS*((ACC_BITS+7)/8)-1:0] data,
    output wire [COLS*((ACC_BITS+7)/8)-1:0]   keep
);
    localparam integer BYTES = (ACC_BITS + 7) / 8;

    genvar c;
    generate
        for (c = 0; c < COLS; c = c + 1) begin : g_lane
            localparam integer COLUMN = c;
            wire [ACC_BITS-1:0] sum = sums[ACC_BITS*c +: ACC_BITS];
            assign keep[BYTES*c +: BYTES] = {BYTES{COLUMN[15:0] < cols}};
            if (8 * BYTES > ACC_BITS) begin : g_extended
                assign data[8*BYTES*c +: 8*BYTES] = {{(8*BYTES-ACC_BITS){sum[ACC_BITS-1]}}, sum};
            end else begin : g_whole
                assign data[8*BYTES*c +: 8*BYTES] = sum;
            end
        end
    endgenerate
endmodule

`default_nettype wire
