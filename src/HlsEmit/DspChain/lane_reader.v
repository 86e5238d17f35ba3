// Reads the sums out of a chain's last word: a lower lane is a signed field, with what those below it borrowed given
// back, and what adjust units took out of it added again; the top lane is what is left of the word.
//
// Parameters: SUM_BITS, of the word; LANES; SPACING, at most 32; KEPT_BITS, of the adjust units; CORRECTION_BITS, of
// the signed sum of a lane's corrections, at most 32 - KEPT_BITS.
// Latency: 1. Holds while `en` is 0. No reset: users carry a valid bit beside it.
`default_nettype none

module lane_reader #(
    parameter integer SUM_BITS        = 48,
    parameter integer LANES           = 2,
    parameter integer SPACING         = 18,
    parameter integer KEPT_BITS       = 10,
    parameter integer CORRECTION_BITS = 9
) (
    input  wire                                                clk,
    input  wire                                                en,
    input  wire [SUM_BITS-1:0]                                 word,
    input  wire [CORRECTION_BITS*(LANES > 1 ? LANES-1 : 1)-1:0] corrections,
    output reg  [32*LANES-1:0]                                 lanes
);
    localparam integer LOW = SPACING * (LANES - 1);

    // What is left for the top lane, with signs enough above to fill 32 bits.
    wire [SUM_BITS+31:0] extended;
    wire [32*LANES-1:0]  read;
    assign read[32*(LANES-1) +: 32] = extended[LOW +: 32];

    genvar i;
    generate
        if (LANES == 1) begin : g_whole
            assign extended = {{32{word[SUM_BITS-1]}}, word};
            wire unused = &{1'b0, corrections};
        end else begin : g_packed
            // Half a field more in every lower lane, and none borrows; a field then lacks only that its top bit is
            // turned.
            wire [SUM_BITS:0] raised;
            assign raised = {word[SUM_BITS-1], word}
                + {{(SUM_BITS+1-LOW){1'b0}}, {(LANES-1){1'b1, {(SPACING-1){1'b0}}}}};
            assign extended = {{31{raised[SUM_BITS]}}, raised};

            for (i = 0; i < LANES - 1; i = i + 1) begin : g_lane
                wire [SPACING-1:0] field = {!raised[SPACING*(i+1)-1], raised[SPACING*i +: SPACING-1]};
                wire [CORRECTION_BITS-1:0] correction = corrections[CORRECTION_BITS*i +: CORRECTION_BITS];

                // One sign bit more than needed, so that there is one to repeat even where the word is full.
                wire [32:0] own   = {{(33-SPACING){field[SPACING-1]}}, field};
                wire [32:0] taken = {{(33-CORRECTION_BITS){correction[CORRECTION_BITS-1]}}, correction} << KEPT_BITS;
                assign read[32*i +: 32] = own[31:0] + taken[31:0];
                wire unused = &{1'b0, own[32], taken[32]};
            end
        end
    endgenerate
    wire unused = &{1'b0, extended};

    always @(posedge clk) begin
        if (en) begin
            lanes <= read;
        end
    end
endmodule

`default_nettype wire
