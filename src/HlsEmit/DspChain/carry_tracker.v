// The carry tracker beside a slice whose lanes have no guard bits: counts what has crossed each border of lanes.
//
// It computes the lowest TRACKED bits of each upper lane's product again. What the word's bits at a border have changed
// by, less those, is the carry of this slice, a signed number of TRACKED bits. The counters of a word go along with it,
// a cycle behind.
//
// Parameters: WEIGHTS, ACTIVATIONS, WEIGHT_BITS, ACTIVATION_BITS, SPACING and WIDE_WEIGHTS, of packed_operands, LANES
// of 2 or more; SUM_BITS, of words; TRACKED, at most SPACING; COUNTER_BITS, TRACKED and ceil(log2) of the chain's
// slices.
// Latency: 5 from `weights` (with `take`, and `hold` a cycle later, as in the slice) and `activations` to `counters`; 3
// from `head` (the slice adds to nothing); 2 from `prior`, the word that the slice adds to; 1 from `p`, the word with
// the product, and from `prior_counters`. Holds while `en` is 0. No reset.
`default_nettype none

module carry_tracker #(
    parameter integer WEIGHTS         = 2,
    parameter integer ACTIVATIONS     = 2,
    parameter integer WEIGHT_BITS     = 4,
    parameter integer ACTIVATION_BITS = 4,
    parameter integer SPACING         = 11,
    parameter integer WIDE_WEIGHTS    = 0,
    parameter integer SUM_BITS        = 48,
    parameter integer TRACKED         = 2,
    parameter integer COUNTER_BITS    = 6
) (
    input  wire                                            clk,
    input  wire                                            en,
    input  wire                                            take,
    input  wire                                            hold,
    input  wire                                            head,
    input  wire [WEIGHT_BITS*WEIGHTS-1:0]                  weights,
    input  wire [ACTIVATION_BITS*ACTIVATIONS-1:0]          activations,
    input  wire [SUM_BITS-1:0]                             prior,
    input  wire [SUM_BITS-1:0]                             p,
    input  wire [COUNTER_BITS*(WEIGHTS*ACTIVATIONS-1)-1:0] prior_counters,
    output reg  [COUNTER_BITS*(WEIGHTS*ACTIVATIONS-1)-1:0] counters
);
    localparam integer BORDERS = WEIGHTS * ACTIVATIONS - 1;

    // Operands as the slice has them, in two stages.
    reg [WEIGHT_BITS*WEIGHTS-1:0]         taken;
    reg [WEIGHT_BITS*WEIGHTS-1:0]         held;
    reg [ACTIVATION_BITS*ACTIVATIONS-1:0] arrived;
    reg [ACTIVATION_BITS*ACTIVATIONS-1:0] used;

    // With the product in M, and with the sum in P.
    reg [TRACKED*BORDERS-1:0] low_m;
    reg [TRACKED*BORDERS-1:0] low_p;
    reg [TRACKED*BORDERS-1:0] before_p;
    reg                       head_m;
    reg                       head_p;

    wire [TRACKED*BORDERS-1:0]      low;
    wire [TRACKED*BORDERS-1:0]      at_borders;
    wire [COUNTER_BITS*BORDERS-1:0] after;
    wire unused = &{1'b0, held, used, prior, p};

    genvar i;
    generate
        for (i = 0; i < BORDERS; i = i + 1) begin : g_border
            localparam integer LANE       = i + 1;
            localparam integer WEIGHT     = (WIDE_WEIGHTS != 0) ? LANE / ACTIVATIONS : LANE % WEIGHTS;
            localparam integer ACTIVATION = (WIDE_WEIGHTS != 0) ? LANE % ACTIVATIONS : LANE / WEIGHTS;
            localparam integer OFFSET     = SPACING * LANE;
            wire [TRACKED+WEIGHT_BITS-1:0] weight = {{TRACKED{held[WEIGHT_BITS*(WEIGHT+1)-1]}},
                held[WEIGHT_BITS*WEIGHT +: WEIGHT_BITS]};
            wire [TRACKED+ACTIVATION_BITS-1:0] activation = {{TRACKED{used[ACTIVATION_BITS*(ACTIVATION+1)-1]}},
                used[ACTIVATION_BITS*ACTIVATION +: ACTIVATION_BITS]};
            wire [TRACKED-1:0] carry;
            assign low[TRACKED*i +: TRACKED] = weight[TRACKED-1:0] * activation[TRACKED-1:0];
            assign at_borders[TRACKED*i +: TRACKED] = prior[OFFSET +: TRACKED];
            assign carry = p[OFFSET +: TRACKED] - before_p[TRACKED*i +: TRACKED] - low_p[TRACKED*i +: TRACKED];
            assign after[COUNTER_BITS*i +: COUNTER_BITS] = {{(COUNTER_BITS-TRACKED){carry[TRACKED-1]}}, carry}
                + (prior_counters[COUNTER_BITS*i +: COUNTER_BITS] & {COUNTER_BITS{!head_p}});
            wire unused_bits = &{1'b0, weight, activation};
        end
    endgenerate

    always @(posedge clk) begin
        if (en) begin
            if (take) begin
                taken <= weights;
            end
            if (hold) begin
                held <= taken;
            end
            arrived  <= activations;
            used     <= arrived;
            low_m    <= low;
            low_p    <= low_m;
            head_m   <= head;
            head_p   <= head_m;
            before_p <= at_borders & {(TRACKED*BORDERS){!head_m}};
            counters <= after;
        end
    end
endmodule

`default_nettype wire
