// Reads the sums out of a word without guard bits, by its counters of carries: a lower lane is the word's field, with
// what has left it above, less what has come from below; the top lane is what is left of the word.
//
// Parameters: SUM_BITS, of the word; LANES, 2 or more; SPACING, less than 32; COUNTER_BITS, less than 32.
// Latency: 1. Holds while `en` is 0. No reset: users carry a valid bit beside it.
`default_nettype none

module lane_repair #(
    parameter integer SUM_BITS     = 48,
    parameter integer LANES        = 4,
    parameter integer SPACING      = 11,
    parameter integer COUNTER_BITS = 6
) (
    input  wire                              clk,
    input  wire                              en,
    input  wire [SUM_BITS-1:0]               word,
    input  wire [COUNTER_BITS*(LANES-1)-1:0] counters,
    output reg  [32*LANES-1:0]               lanes
);
    localparam integer LOW = SPACING * (LANES - 1);
    localparam integer TOP = SUM_BITS - LOW;

    wire [32*LANES-1:0] read;

    // The top lane wraps where its part of the word does.
    wire [COUNTER_BITS-1:0]     last = counters[COUNTER_BITS*(LANES-2) +: COUNTER_BITS];
    wire [TOP+COUNTER_BITS-1:0] wide = {{TOP{last[COUNTER_BITS-1]}}, last};
    wire [TOP-1:0]              rest = word[SUM_BITS-1:LOW] - wide[TOP-1:0];
    wire [TOP+31:0]             top  = {{32{rest[TOP-1]}}, rest};
    assign read[32*(LANES-1) +: 32] = top[31:0];
    wire unused = &{1'b0, wide, top};

    genvar i;
    generate
        for (i = 0; i < LANES - 1; i = i + 1) begin : g_lane
            wire [COUNTER_BITS-1:0] above = counters[COUNTER_BITS*i +: COUNTER_BITS];
            wire [31:0] field = {{(32-SPACING){1'b0}}, word[SPACING*i +: SPACING]};
            wire [31:0] left  = {{(32-COUNTER_BITS){above[COUNTER_BITS-1]}}, above} << SPACING;
            if (i == 0) begin : g_lowest
                assign read[31:0] = field + left;
            end else begin : g_upper
                wire [COUNTER_BITS-1:0] below = counters[COUNTER_BITS*(i-1) +: COUNTER_BITS];
                assign read[32*i +: 32] = field + left - {{(32-COUNTER_BITS){below[COUNTER_BITS-1]}}, below};
            end
        end
    endgenerate

    always @(posedge clk) begin
        if (en) begin
            lanes <= read;
        end
    end
endmodule

`default_nettype wire
