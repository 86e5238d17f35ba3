// Adds N signed words in a tree: neighbours first, a last one without is passed on, one register a level.
//
// Parameters: N, words, 1 or more; W, bits of each.
// Latency: ceil(log2 N) cycles, none for one word. A new sum every cycle; no stall and no reset: users carry a
//   valid bit beside it.
// Numbers: two's complement; a level widens by a bit, so that nothing can overflow.
`default_nettype none

module lookup_tree #(
    parameter integer N = 4,
    parameter integer W = 8
) (
    input  wire                   clk,
    input  wire [N*W-1:0]         d,
    output wire [W+$clog2(N)-1:0] q
);
    localparam integer LEVELS = $clog2(N);

    genvar level, p;
    generate
        for (level = 0; level < LEVELS; level = level + 1) begin : g_level
            localparam integer WORDS = (N + (1 << level) - 1) >> level;
            localparam integer BITS  = W + level;
            localparam integer SUMS  = (WORDS + 1) / 2;
            wire [WORDS*BITS-1:0]    words;
            wire [SUMS*(BITS+1)-1:0] next;
            reg  [SUMS*(BITS+1)-1:0] sums;
            if (level == 0) begin : g_first
                assign words = d;
            end else begin : g_later
                assign words = g_level[level-1].sums;
            end
            for (p = 0; p < WORDS / 2; p = p + 1) begin : g_pair
                assign next[p*(BITS+1) +: BITS+1] = {words[(2*p+1)*BITS-1], words[2*p*BITS +: BITS]}
                    + {words[(2*p+2)*BITS-1], words[(2*p+1)*BITS +: BITS]};
            end
            if (WORDS % 2 == 1) begin : g_odd
                assign next[(SUMS-1)*(BITS+1) +: BITS+1] = {words[WORDS*BITS-1], words[(WORDS-1)*BITS +: BITS]};
            end
            always @(posedge clk) begin
                sums <= next;
            end
        end
        if (LEVELS == 0) begin : g_wire
            wire unused_clk = clk;
            assign q = d;
        end else begin : g_root
            assign q = g_level[LEVELS-1].sums;
        end
    endgenerate
endmodule

`default_nettype wire
