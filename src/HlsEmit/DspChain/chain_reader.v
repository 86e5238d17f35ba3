// What is behind the slices of a chain: results wait for the chain's end, lanes are read, and in turns enter the banks
// of accumulators.
//
// A turn has as many items as a slice has activations. In a dense step item j is token j of the only result; in a
// sparse one with one token a beat (CHOSEN 1) it is result ACTIVATIONS t + j of turn t; with CHOSEN = ACTIVATIONS,
// token j of result t. `has` says which results the chain has, and of which of their WEIGHTS channels.
//
// Parameters: see dsp_chain. SLOTS, results of a step of kind LOW; WAITS, cycles from a beat to the chain's last word.
// Where words have counters of carries (TRACKED) a word stands in a register before it is repaired (REPAIR).
// Latency: `ends`, `corrections`, `has`, `kind`, `turn` and `tokens` are read WAITS cycles after the beat, `has`
// earlier: with it. Items leave a cycle later; `whole` (item j is activation j of its word) and `swap` (of two items)
// are of that cycle. Holds while `en` is 0. No reset.
`default_nettype none

module chain_reader #(
    parameter integer SLICES          = 16,
    parameter integer GROUP           = 2,
    parameter integer SEGMENT         = 8,
    parameter integer KEPT_BITS       = 10,
    parameter integer TRACKED         = 0,
    parameter integer REPAIR          = 0,
    parameter integer WEIGHTS         = 1,
    parameter integer ACTIVATIONS     = 2,
    parameter integer SPACING         = 18,
    parameter integer WIDE_WEIGHTS    = 0,
    parameter integer DSP58           = 0,
    parameter integer BLOCK           = 16,
    parameter integer LOW             = 8,
    parameter integer HIGH            = 16,
    parameter integer CHOSEN          = 1,
    parameter integer SLOTS           = 2,
    parameter integer WAITS           = 22,
    parameter integer TURN_BITS       = 1,
    parameter integer CORRECTION_BITS = 9
) (
    input  wire                                  clk,
    input  wire                                  en,
    input  wire [2*SLOTS*(DSP58 != 0 ? 58 : 48)-1:0] ends,
    input  wire [2*SLOTS*CORRECTION_BITS*(WEIGHTS*ACTIVATIONS > 1 ? WEIGHTS*ACTIVATIONS-1 : 1)-1:0] corrections,
    input  wire [WEIGHTS*SLOTS-1:0]              has,
    input  wire                                  kind,
    input  wire [TURN_BITS-1:0]                  turn,
    input  wire [ACTIVATIONS-1:0]                tokens,
    input  wire                                  whole,
    input  wire                                  swap,
    output wire [WEIGHTS*ACTIVATIONS-1:0]        valid,
    output wire [32*WEIGHTS*ACTIVATIONS-1:0]     values
);
    localparam integer LANES   = WEIGHTS * ACTIVATIONS;
    localparam integer SUM     = (DSP58 != 0) ? 58 : 48;
    localparam integer GROUPS  = SLICES / GROUP;
    localparam integer SPAN0   = (GROUPS * LOW + BLOCK - 1) / BLOCK * GROUP;
    localparam integer SPAN1   = (GROUPS * HIGH + BLOCK - 1) / BLOCK * GROUP;
    localparam integer END     = SLICES - 1 + 2 * ((SLICES - 1) / SEGMENT);
    localparam integer TOTAL   = CORRECTION_BITS * ((LANES > 1) ? LANES - 1 : 1);
    localparam integer OPTIONS = 1 << TURN_BITS;
    localparam integer WORD    = SUM + TOTAL;
    localparam integer ITEM    = WORD + WEIGHTS + 1;

    wire [WEIGHTS*SLOTS-1:0] has_now;
    wait_line #(.WIDTH(WEIGHTS * SLOTS), .CYCLES(WAITS)) has_line (.clk(clk), .en(en), .d(has), .q(has_now));

    // What each item is, in each turn of either kind: word, corrections, whether there is one, whether tokens tell.
    wire [2*OPTIONS*ITEM*ACTIVATIONS-1:0] options;
    wire unused = &{1'b0, ends, corrections, has_now, options};

    genvar i, j, k;
    generate
        for (k = 0; k < 2; k = k + 1) begin : g_kind
            localparam integer SPAN    = (k == 0) ? SPAN0 : SPAN1;
            localparam integer RESULTS = (k == 1 && LOW == HIGH) ? 0 : SLICES / SPAN;
            localparam integer SINGLE  = (CHOSEN < ACTIVATIONS && ((k == 0) ? LOW : HIGH) < BLOCK) ? 1 : 0;

            for (i = 0; i < RESULTS; i = i + 1) begin : g_result
                localparam integer LAST = (i + 1) * SPAN - 1;
                localparam integer TURN = (SINGLE != 0) ? i / ACTIVATIONS : i;
                wire [WORD-1:0] word;
                localparam integer CYCLES = END - LAST - 2 * (LAST / SEGMENT) + TURN;
                wait_line #(.WIDTH(SUM), .CYCLES(CYCLES + REPAIR)) word_line (
                    .clk(clk), .en(en), .d(ends[SUM*(SLOTS*k+i) +: SUM]), .q(word[SUM-1:0])
                );
                wait_line #(.WIDTH(TOTAL), .CYCLES(CYCLES)) line (
                    .clk(clk), .en(en), .d(corrections[TOTAL*(SLOTS*k+i) +: TOTAL]), .q(word[WORD-1:SUM])
                );
            end

            for (i = 0; i < OPTIONS; i = i + 1) begin : g_turn
                for (j = 0; j < ACTIVATIONS; j = j + 1) begin : g_item
                    localparam integer RESULT = (SINGLE != 0) ? ACTIVATIONS * i + j : i;
                    localparam integer AT     = ITEM * (2 * OPTIONS * j + OPTIONS * k + i);
                    if (RESULT < RESULTS) begin : g_there
                        assign options[AT +: ITEM] =
                            {SINGLE != 0, has_now[WEIGHTS*RESULT +: WEIGHTS], g_result[RESULT].word};
                    end else begin : g_none
                        assign options[AT +: ITEM] = {ITEM{1'b0}};
                    end
                end
            end
        end

        for (j = 0; j < ACTIVATIONS; j = j + 1) begin : g_item
            wire [ITEM-1:0]       item = options[2*OPTIONS*ITEM*j + ITEM*{kind, turn} +: ITEM];
            wire [32*LANES-1:0]   lanes;
            wire [32*WEIGHTS-1:0] sums;
            reg  [WEIGHTS-1:0]    is_there;

            if (TRACKED > 0) begin : g_repair
                lane_repair #(
                    .SUM_BITS(SUM), .LANES(LANES), .SPACING(SPACING), .COUNTER_BITS(CORRECTION_BITS)
                ) repair (
                    .clk(clk), .en(en), .word(item[SUM-1:0]), .counters(item[SUM +: TOTAL]), .lanes(lanes)
                );
            end else begin : g_read
                lane_reader #(
                    .SUM_BITS(SUM), .LANES(LANES), .SPACING(SPACING), .KEPT_BITS(KEPT_BITS),
                    .CORRECTION_BITS(CORRECTION_BITS)
                ) reader (
                    .clk(clk), .en(en), .word(item[SUM-1:0]), .corrections(item[SUM +: TOTAL]), .lanes(lanes)
                );
            end
            always @(posedge clk) begin
                if (en) begin
                    is_there <= item[WORD +: WEIGHTS] & {WEIGHTS{item[ITEM-1] | tokens[j]}};
                end
            end

            for (i = 0; i < WEIGHTS; i = i + 1) begin : g_weight
                localparam integer FIRST = (WIDE_WEIGHTS != 0) ? i * ACTIVATIONS : i;
                localparam integer OWN   = (WIDE_WEIGHTS != 0) ? FIRST + j : FIRST + j * WEIGHTS;
                assign sums[32*i +: 32] = whole ? lanes[32*OWN +: 32] : lanes[32*FIRST +: 32];
            end
            wire unused_lanes = &{1'b0, lanes};
        end

        for (j = 0; j < ACTIVATIONS; j = j + 1) begin : g_bank
            localparam integer OTHER = (ACTIVATIONS == 2) ? 1 - j : j;
            assign valid[WEIGHTS*j +: WEIGHTS] = swap ? g_item[OTHER].is_there : g_item[j].is_there;
            assign values[32*WEIGHTS*j +: 32*WEIGHTS] = swap ? g_item[OTHER].sums : g_item[j].sums;
        end
    endgenerate
endmodule

`default_nettype wire
