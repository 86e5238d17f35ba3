// The overflow adjust unit between two segments of a chain: takes out of a packed word what its lower lanes cannot
// carry on.
//
// A lower lane, a signed field of SPACING bits, keeps its lowest KEPT_BITS as a number that is not negative; what is
// above goes out as a correction, in units of 2^KEPT_BITS. Each lane gets back what those below had borrowed.
//
// Parameters: SUM_BITS, of the word; LANES, 2 or more; SPACING; KEPT_BITS, less than SPACING: the most that leaves room
// for the products of a segment (8 x 8 bits in lanes of 18: 10 for segments of 8 without weights of -128, 14 for
// segments of 7).
// Latency: 1. Holds while `en` is 0. No reset: users carry a valid bit beside it.
`default_nettype none

module overflow_adjust #(
    parameter integer SUM_BITS  = 48,
    parameter integer LANES     = 2,
    parameter integer SPACING   = 18,
    parameter integer KEPT_BITS = 10
) (
    input  wire                                     clk,
    input  wire                                     en,
    input  wire [SUM_BITS-1:0]                      word,
    output reg  [SUM_BITS-1:0]                      rest,
    output reg  [(SPACING-KEPT_BITS)*(LANES-1)-1:0] corrections
);
    localparam integer LOW   = SPACING * (LANES - 1);
    localparam integer ABOVE = SPACING - KEPT_BITS;

    // Half a field more in every lower lane, and none borrows; a field then lacks only that its top bit is turned.
    wire [SUM_BITS-1:0] raised;
    assign raised = word + {{(SUM_BITS-LOW){1'b0}}, {(LANES-1){1'b1, {(SPACING-1){1'b0}}}}};

    wire [LOW-1:0]             kept;
    wire [ABOVE*(LANES-1)-1:0] above;
    genvar i;
    generate
        for (i = 0; i < LANES - 1; i = i + 1) begin : g_lane
            wire [SPACING-1:0] field = {!raised[SPACING*(i+1)-1], raised[SPACING*i +: SPACING-1]};
            if (KEPT_BITS == 0) begin : g_none
                assign kept[SPACING*i +: SPACING] = {SPACING{1'b0}};
            end else begin : g_some
                assign kept[SPACING*i +: SPACING] = {{ABOVE{1'b0}}, field[KEPT_BITS-1:0]};
            end
            assign above[ABOVE*i +: ABOVE] = field[SPACING-1:KEPT_BITS];
        end
    endgenerate

    always @(posedge clk) begin
        if (en) begin
            rest        <= {raised[SUM_BITS-1:LOW], kept};
            corrections <= above;
        end
    end
endmodule

`default_nettype wire
