// The overflow adjust unit between two segments of a chain: takes out of a packed word what its low lane cannot carry
// on.
//
// The low lane, a signed field of 18 bits, keeps its lowest KEPT_BITS as a number that is not negative; what is above
// goes out as a correction, in units of 2^KEPT_BITS. The high lane gets back what the low one had borrowed.
//
// Parameters: KEPT_BITS, 1 to 17: the most that leaves room for the products of a segment (8 x 8 bits: 10 for segments
// of 8 without weights of -128, 14 for segments of 7).
// Latency: 1. Holds while `en` is 0. No reset: users carry a valid bit beside it.
`default_nettype none

module overflow_adjust #(
    parameter integer KEPT_BITS = 10
) (
    input  wire                        clk,
    input  wire                        en,
    input  wire [47:0]                 word,
    output reg  [47:0]                 rest,
    output reg  [18-KEPT_BITS-1:0]     correction
);
    wire [29:0] high = word[47:18] + {29'd0, word[17]};

    always @(posedge clk) begin
        if (en) begin
            rest       <= {high, {(18-KEPT_BITS){1'b0}}, word[KEPT_BITS-1:0]};
            correction <= word[17:KEPT_BITS];
        end
    end
endmodule

`default_nettype wire
