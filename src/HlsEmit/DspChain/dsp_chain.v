// A chain of DSP slices with its accumulators: dot products of SLICES elements along K, of WEIGHTS channels and
// ACTIVATIONS tokens a beat, or of N:M sparse steps several results side by side, accumulated over steps along K.
//
// What the chains of a feed group share comes from chain_core: `firsts` (a pass's first beat) and `kinds` of steps, i
// cycles late at bit i; `activations` of the last cycles, the latest first; what is beside a beat where lanes are read
// and sums enter. With a pass's first beat the chain takes `weights` and `places`, and `has`: which
// results, and which of their WEIGHTS channels, are its own.
//
// Parameters: SLICES, 2 or more, in groups of GROUP; SEGMENT, slices from one adjust unit to the next (SLICES or more:
// none), KEPT_BITS, of the units; TRACKED, bits of carry trackers (0: none), and REPAIR, 1 where words are repaired;
// WEIGHTS, ACTIVATIONS, WEIGHT_BITS, ACTIVATION_BITS, SPACING and WIDE_WEIGHTS, of packed_operands; DSP58, 1 for slices
// of Versal, 0 for DSP48E2; BLOCK, M of N:M, 1 in a chain without multiplexers; LOW and HIGH, N of the two kinds of
// steps, HIGH no less than LOW, BLOCK where all are kept; CHOSEN, activations of a slice that multiplexers choose, 1 or
// all; ADDRESS_BITS, of a bank of accumulators. Of these follow: SLOTS, results of a step of kind LOW; STAGES, SLICES +
// 1 + 2 floor((SLICES - 1) / SEGMENT), and 1 for multiplexers; CORRECTION_BITS, SPACING - KEPT_BITS and ceil(log2) of
// one more than there are units, with TRACKED that and ceil(log2 SLICES); TURN_BITS, ceil(log2) of the turns of a
// beat's results, at least 1; PLACE_BITS, ceil(log2 BLOCK), at least 1.
// Latency: STAGES + 4 + REPAIR, from a beat to its `sums`, of the banks one after the other. Holds while `en` is 0. No
// reset.
`default_nettype none

module dsp_chain #(
    parameter integer SLICES          = 16,
    parameter integer GROUP           = 2,
    parameter integer SEGMENT         = 8,
    parameter integer KEPT_BITS       = 10,
    parameter integer TRACKED         = 0,
    parameter integer REPAIR          = 0,
    parameter integer WEIGHTS         = 1,
    parameter integer ACTIVATIONS     = 2,
    parameter integer WEIGHT_BITS     = 8,
    parameter integer ACTIVATION_BITS = 8,
    parameter integer SPACING         = 18,
    parameter integer WIDE_WEIGHTS    = 0,
    parameter integer DSP58           = 0,
    parameter integer BLOCK           = 16,
    parameter integer LOW             = 8,
    parameter integer HIGH            = 16,
    parameter integer CHOSEN          = 1,
    parameter integer ADDRESS_BITS    = 3,
    parameter integer SLOTS           = 2,
    parameter integer STAGES          = 20,
    parameter integer CORRECTION_BITS = 9,
    parameter integer TURN_BITS       = 1,
    parameter integer PLACE_BITS      = 4
) (
    input  wire                                           clk,
    input  wire                                           en,
    input  wire [STAGES:0]                                firsts,
    input  wire [STAGES:0]                                kinds,
    input  wire [ACTIVATION_BITS*ACTIVATIONS*SLICES*(STAGES-1)-1:0] activations,
    input  wire [WEIGHT_BITS*WEIGHTS*SLICES-1:0]          weights,
    input  wire [PLACE_BITS*SLICES-1:0]                   places,
    input  wire [WEIGHTS*SLOTS-1:0]                       has,
    input  wire                                           read_kind,
    input  wire [TURN_BITS-1:0]                           read_turn,
    input  wire [ACTIVATIONS-1:0]                         read_tokens,
    input  wire                                           enters,
    input  wire                                           enter_whole,
    input  wire                                           enter_swap,
    input  wire                                           enter_store,
    input  wire [ADDRESS_BITS*ACTIVATIONS-1:0]            enter_addresses,
    output reg  [WEIGHTS*ACTIVATIONS-1:0]                 keep,
    output wire [32*WEIGHTS*ACTIVATIONS-1:0]              sums
);
    localparam integer SUM   = (DSP58 != 0) ? 58 : 48;
    localparam integer LANES = WEIGHTS * ACTIVATIONS;
    localparam integer TOTAL = CORRECTION_BITS * ((LANES > 1) ? LANES - 1 : 1);

    wire [2*SLOTS*SUM-1:0]   ends;
    wire [2*SLOTS*TOTAL-1:0] corrections;
    slice_cascade #(
        .SLICES(SLICES), .GROUP(GROUP), .SEGMENT(SEGMENT), .KEPT_BITS(KEPT_BITS), .TRACKED(TRACKED), .WEIGHTS(WEIGHTS),
        .ACTIVATIONS(ACTIVATIONS), .WEIGHT_BITS(WEIGHT_BITS), .ACTIVATION_BITS(ACTIVATION_BITS), .SPACING(SPACING),
        .WIDE_WEIGHTS(WIDE_WEIGHTS), .DSP58(DSP58), .BLOCK(BLOCK), .LOW(LOW), .HIGH(HIGH), .CHOSEN(CHOSEN),
        .SLOTS(SLOTS), .STAGES(STAGES), .PLACE_BITS(PLACE_BITS), .CORRECTION_BITS(CORRECTION_BITS)
    ) u_cascade (
        .clk(clk), .en(en), .firsts(firsts), .kinds(kinds), .activations(activations), .weights(weights),
        .places(places), .ends(ends), .corrections(corrections)
    );

    // What the chain has of the pass under way.
    reg  [WEIGHTS*SLOTS-1:0] held;
    wire [WEIGHTS*SLOTS-1:0] has_now = firsts[0] ? has : held;
    always @(posedge clk) begin
        if (en) begin
            held <= has_now;
        end
    end

    wire [LANES-1:0]    is_there;
    wire [32*LANES-1:0] values;
    chain_reader #(
        .SLICES(SLICES), .GROUP(GROUP), .SEGMENT(SEGMENT), .KEPT_BITS(KEPT_BITS), .TRACKED(TRACKED), .REPAIR(REPAIR),
        .WEIGHTS(WEIGHTS), .ACTIVATIONS(ACTIVATIONS), .SPACING(SPACING), .WIDE_WEIGHTS(WIDE_WEIGHTS), .DSP58(DSP58),
        .BLOCK(BLOCK), .LOW(LOW), .HIGH(HIGH), .CHOSEN(CHOSEN), .SLOTS(SLOTS), .WAITS(STAGES + 2 + REPAIR),
        .TURN_BITS(TURN_BITS), .CORRECTION_BITS(CORRECTION_BITS)
    ) reader (
        .clk(clk), .en(en), .ends(ends), .corrections(corrections), .has(has_now), .kind(read_kind), .turn(read_turn),
        .tokens(read_tokens), .whole(enter_whole), .swap(enter_swap), .valid(is_there), .values(values)
    );

    chain_accumulators #(.BANKS(ACTIVATIONS), .WEIGHTS(WEIGHTS), .ADDRESS_BITS(ADDRESS_BITS)) accumulators (
        .clk(clk), .en(en), .store(enter_store), .valid(is_there & {LANES{enters}}), .addresses(enter_addresses),
        .values(values), .sums(sums)
    );
    always @(posedge clk) begin
        if (en) begin
            keep <= is_there;
        end
    end
endmodule

`default_nettype wire
