// Reads the two sums out of a chain's last word: the low lane is a signed field of 18 bits, the high one what is above,
// with the low one's borrow given back; what adjust units took out of the low lane is added again.
//
// Parameters: KEPT_BITS, of the adjust units; CORRECTION_BITS, of the signed sum of their corrections, at most
// 32 - KEPT_BITS.
// Latency: 1. Holds while `en` is 0. No reset: users carry a valid bit beside it.
`default_nettype none

module lane_reader #(
    parameter integer KEPT_BITS       = 10,
    parameter integer CORRECTION_BITS = 9
) (
    input  wire                       clk,
    input  wire                       en,
    input  wire [47:0]                word,
    input  wire [CORRECTION_BITS-1:0] correction,
    output reg  [31:0]                low,
    output reg  [31:0]                high
);
    localparam integer SIGN_BITS = 32 - KEPT_BITS - CORRECTION_BITS + 1;

    // One bit more than needed, so that there is a sign to repeat even where the correction fills the word.
    wire [32:0] taken = {{SIGN_BITS{correction[CORRECTION_BITS-1]}}, correction, {KEPT_BITS{1'b0}}};
    wire [31:0] above = {{2{word[47]}}, word[47:18]} + {31'd0, word[17]};

    always @(posedge clk) begin
        if (en) begin
            low  <= {{14{word[17]}}, word[17:0]} + taken[31:0];
            high <= above;
        end
    end

    wire unused = taken[32];
endmodule

`default_nettype wire
