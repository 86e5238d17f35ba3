// The slices of a chain with what is between them: multiplexers in front, the cascade, overflow adjust units.
//
// A step of one kind or the other keeps LOW or HIGH of every BLOCK weights along K. Where it keeps fewer than all, a
// chain has RESULTS = floor(SLICES / SPAN) results side by side, each of SPAN slices, whole groups of GROUP; a slice
// that begins one adds to nothing. Operands are used in slice i after i cycles and two more for every adjust unit in
// front: `activations` has those of the last cycles, a beat's WORD bits of each slice, from the latest on; weights and
// places come all together with a pass's first beat.
//
// Parameters: see dsp_chain. SLOTS, the results of a step of kind LOW: the most.
// Latency: result r of kind k, its last slice being e, is at `ends` (a word each, SLOTS k + r) e + 4 cycles after its
// beat, two more for every adjust unit up to e, and one for multiplexers; its corrections, those of the adjust units
// within it, are at `corrections` with it; with TRACKED these are counters of carries instead, a cycle later. Holds
// while `en` is 0. No reset.
`default_nettype none

module slice_cascade #(
    parameter integer SLICES          = 16,
    parameter integer GROUP           = 2,
    parameter integer SEGMENT         = 8,
    parameter integer KEPT_BITS       = 10,
    parameter integer TRACKED         = 0,
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
    parameter integer SLOTS           = 2,
    parameter integer STAGES          = 20,
    parameter integer PLACE_BITS      = 4,
    parameter integer CORRECTION_BITS = 9
) (
    input  wire                                                            clk,
    input  wire                                                            en,
    input  wire [STAGES:0]                                                 firsts,
    input  wire [STAGES:0]                                                 kinds,
    input  wire [ACTIVATION_BITS*ACTIVATIONS*SLICES*(STAGES-1)-1:0]        activations,
    input  wire [WEIGHT_BITS*WEIGHTS*SLICES-1:0]                           weights,
    input  wire [PLACE_BITS*SLICES-1:0]                                    places,
    output wire [2*SLOTS*(DSP58 != 0 ? 58 : 48)-1:0]                       ends,
    output wire [2*SLOTS*CORRECTION_BITS*(WEIGHTS*ACTIVATIONS > 1 ? WEIGHTS*ACTIVATIONS-1 : 1)-1:0] corrections
);
    localparam integer LANES  = WEIGHTS * ACTIVATIONS;
    localparam integer LOWER  = (LANES > 1) ? LANES - 1 : 1;
    localparam integer GROUPS = SLICES / GROUP;
    localparam integer UNITS  = (SLICES - 1) / SEGMENT;
    localparam integer SPAN0  = (GROUPS * LOW + BLOCK - 1) / BLOCK * GROUP;
    localparam integer SPAN1  = (GROUPS * HIGH + BLOCK - 1) / BLOCK * GROUP;
    localparam integer STAGE  = (BLOCK > 1) ? 1 : 0;
    localparam integer CHOICE = (LOW < BLOCK) ? 1 : 0;
    localparam integer WORD   = ACTIVATION_BITS * ACTIVATIONS;
    localparam integer PICKED = ACTIVATION_BITS * CHOSEN;
    localparam integer WEIGHT = WEIGHT_BITS * WEIGHTS;
    localparam integer WIDES  = (WIDE_WEIGHTS != 0) ? WEIGHTS : ACTIVATIONS;
    localparam integer SUM    = (DSP58 != 0) ? 58 : 48;
    localparam integer NARROW = (DSP58 != 0) ? 24 : 18;
    localparam integer OWN    = SPACING - KEPT_BITS;
    localparam integer TOTAL  = CORRECTION_BITS * LOWER;

    // Not every slice has every operand of every cycle, and of two kinds of steps that are alike one is left out.
    wire unused = &{1'b0, activations, places, firsts, kinds};

    genvar i, k, l;
    generate
        for (i = 0; i < SLICES; i = i + 1) begin : g_slice
            localparam integer LATE = i + 2 * (i / SEGMENT);
            localparam integer TIME = LATE + STAGE;
            localparam integer HEAD0 = (i % SPAN0 == 0) ? 1 : 0;
            localparam integer HEAD1 = (i % SPAN1 == 0) ? 1 : 0;
            localparam integer ADDS  = (HEAD0 + HEAD1 == 2) ? 0 : (i % SEGMENT == 0) ? 2 : 1;
            wire [WORD-1:0]   word;
            wire [WEIGHT-1:0] weight;
            wire [26:0]       a;
            wire [26:0]       d;
            wire [NARROW-1:0] b;
            wire [SUM-1:0]    p;
            wire [SUM-1:0]    pcout;
            wire              head = (HEAD0 == HEAD1) ? 1'b0 : (kinds[TIME+2] ^ (HEAD0 != 0));

            // Only ends of results and segments are read from P, others from the cascade.
            wire unused_slice = &{1'b0, p, pcout};

            wait_line #(.WIDTH(WEIGHT), .CYCLES(TIME)) weight_line (
                .clk(clk), .en(en), .d(weights[WEIGHT*i +: WEIGHT]), .q(weight)
            );

            // The block that the slice chooses from, in a step of each kind.
            if (CHOICE != 0) begin : g_choice
                localparam integer OWN0  = i % SPAN0 / LOW;
                localparam integer OWN1  = i % SPAN1 / HIGH;
                localparam integer BASE0 = (LOW == BLOCK || OWN0 >= SLICES / BLOCK) ? i / BLOCK : OWN0;
                localparam integer BASE1 = (HIGH == BLOCK || OWN1 >= SLICES / BLOCK) ? i / BLOCK : OWN1;
                localparam integer FROM  = WORD * SLICES * LATE;
                wire [WORD*BLOCK-1:0] choices;
                wire [PLACE_BITS-1:0] place;
                wire                  dense = (HIGH == BLOCK) && kinds[LATE];
                if (BASE0 == BASE1 || LOW == HIGH) begin : g_block
                    assign choices = activations[FROM + WORD*BLOCK*BASE0 +: WORD*BLOCK];
                end else begin : g_blocks
                    assign choices = kinds[LATE] ? activations[FROM + WORD*BLOCK*BASE1 +: WORD*BLOCK]
                        : activations[FROM + WORD*BLOCK*BASE0 +: WORD*BLOCK];
                end
                wait_line #(.WIDTH(PLACE_BITS), .CYCLES(LATE)) place_line (
                    .clk(clk), .en(en), .d(places[PLACE_BITS*i +: PLACE_BITS]), .q(place)
                );
                slice_choice #(
                    .BITS(PICKED), .WORD(WORD), .BLOCK(BLOCK), .OWN(i % BLOCK), .PLACE_BITS(PLACE_BITS)
                ) choice (
                    .clk(clk), .en(en), .take(firsts[LATE]), .dense(dense), .place(place), .choices(choices),
                    .chosen(word[PICKED-1:0])
                );
                if (CHOSEN < ACTIVATIONS) begin : g_others
                    assign word[WORD-1:PICKED] = activations[WORD*(SLICES*TIME+i)+PICKED +: WORD-PICKED];
                end
            end else begin : g_own
                assign word = activations[WORD*(SLICES*TIME+i) +: WORD];
            end

            // What the product is added to: nothing, the word of an adjust unit, or that of the slice before.
            wire [SUM-1:0] c;
            wire [SUM-1:0] pcin;
            if (ADDS == 2) begin : g_after_unit
                assign c    = g_unit[i/SEGMENT].rest;
                assign pcin = {SUM{1'b0}};
            end else begin : g_after_slice
                assign c = {SUM{1'b0}};
                if (ADDS == 1) begin : g_cascade
                    assign pcin = g_slice[i-1].pcout;
                end else begin : g_first
                    assign pcin = {SUM{1'b0}};
                end
            end

            packed_operands #(
                .WEIGHTS(WEIGHTS), .ACTIVATIONS(ACTIVATIONS), .WEIGHT_BITS(WEIGHT_BITS),
                .ACTIVATION_BITS(ACTIVATION_BITS), .SPACING(SPACING), .WIDE_WEIGHTS(WIDE_WEIGHTS),
                .NARROW(NARROW)
            ) operands (
                .weights(weight), .activations(word), .a(a), .d(d), .b(b)
            );
            if (DSP58 != 0) begin : g_dsp58
                dsp58_slice #(
                    .ADDS(ADDS), .SUBTRACTS((WIDES > 2) ? 1 : 0), .WIDE_WEIGHTS(WIDE_WEIGHTS)
                ) slice (
                    .clk(clk), .en(en), .a(a), .d(d), .b(b), .take(firsts[TIME]), .hold(firsts[TIME+1]), .head(head),
                    .c(c), .pcin(pcin), .p(p), .pcout(pcout)
                );
            end else begin : g_dsp48e2
                dsp48e2_slice #(
                    .ADDS(ADDS), .SUBTRACTS((WIDES > 2) ? 1 : 0), .WIDE_WEIGHTS(WIDE_WEIGHTS)
                ) slice (
                    .clk(clk), .en(en), .a(a), .d(d), .b(b), .take(firsts[TIME]), .hold(firsts[TIME+1]), .head(head),
                    .c(c), .pcin(pcin), .p(p), .pcout(pcout)
                );
            end

            wire [TOTAL-1:0] counters;
            if (TRACKED > 0) begin : g_tracked
                wire [TOTAL-1:0] prior_counters;
                wire [SUM-1:0]   prior;
                if (i == 0) begin : g_begin
                    assign prior_counters = {TOTAL{1'b0}};
                    assign prior = {SUM{1'b0}};
                end else begin : g_follow
                    assign prior_counters = g_slice[i-1].counters;
                    assign prior = g_slice[i-1].p;
                end
                carry_tracker #(
                    .WEIGHTS(WEIGHTS), .ACTIVATIONS(ACTIVATIONS), .WEIGHT_BITS(WEIGHT_BITS),
                    .ACTIVATION_BITS(ACTIVATION_BITS), .SPACING(SPACING), .WIDE_WEIGHTS(WIDE_WEIGHTS),
                    .SUM_BITS(SUM), .TRACKED(TRACKED), .COUNTER_BITS(CORRECTION_BITS)
                ) tracker (
                    .clk(clk), .en(en), .take(firsts[TIME]), .hold(firsts[TIME+1]),
                    .head((ADDS == 0) ? 1'b1 : head), .weights(weight), .activations(word), .prior(prior), .p(p),
                    .prior_counters(prior_counters), .counters(counters)
                );
            end else begin : g_guarded
                assign counters = {TOTAL{1'b0}};
            end
            wire unused_counters = &{1'b0, counters};
        end

        // What an adjust unit in front of a slice that always begins a result would take out is of no use.
        for (i = 1; i <= UNITS; i = i + 1) begin : g_unit
            wire [OWN*LOWER-1:0] own;
            wire [SUM-1:0]       rest;
            wire unused_unit = &{1'b0, own, rest};
            if ((i * SEGMENT % SPAN0 == 0) && (i * SEGMENT % SPAN1 == 0)) begin : g_none
                assign rest = {SUM{1'b0}};
                assign own = {(OWN*LOWER){1'b0}};
            end else begin : g_adjust
                overflow_adjust #(
                    .SUM_BITS(SUM), .LANES(LANES), .SPACING(SPACING), .KEPT_BITS(KEPT_BITS)
                ) adjust (
                    .clk(clk), .en(en), .word(g_slice[i*SEGMENT-1].p), .rest(rest), .corrections(own)
                );
            end
        end

        // Corrections of the units within a result, summed up on their way: a segment and two cycles later the word of
        // the same beat is at the next unit.
        for (k = 0; k < ((LOW == HIGH) ? 1 : 2); k = k + 1) begin : g_kind
            localparam integer SPAN = (k == 0) ? SPAN0 : SPAN1;

            for (i = 1; i <= UNITS; i = i + 1) begin : g_total
                localparam integer AT     = i * SEGMENT;
                localparam integer BEFORE = AT - SEGMENT;
                wire [TOTAL-1:0] prior;
                wire [TOTAL-1:0] total;
                if (i > 1 && AT / SPAN == BEFORE / SPAN && BEFORE % SPAN != 0) begin : g_line
                    wait_line #(.WIDTH(TOTAL), .CYCLES(SEGMENT + 2)) line (
                        .clk(clk), .en(en), .d(g_total[i-1].total), .q(prior)
                    );
                end else begin : g_first
                    assign prior = {TOTAL{1'b0}};
                end
                for (l = 0; l < LOWER; l = l + 1) begin : g_lane
                    wire [OWN-1:0] own = g_unit[i].own[OWN*l +: OWN];
                    assign total[CORRECTION_BITS*l +: CORRECTION_BITS] = prior[CORRECTION_BITS*l +: CORRECTION_BITS]
                        + {{(CORRECTION_BITS-OWN){own[OWN-1]}}, own};
                end
                wire unused_total = &{1'b0, total};
            end

            for (i = 0; i < SLICES / SPAN; i = i + 1) begin : g_result
                localparam integer HEAD = i * SPAN;
                localparam integer LAST = HEAD + SPAN - 1;
                localparam integer UNIT = LAST / SEGMENT;
                assign ends[SUM*(SLOTS*k+i) +: SUM] = g_slice[LAST].p;
                if (UNIT * SEGMENT > HEAD) begin : g_adjusted
                    wait_line #(.WIDTH(TOTAL), .CYCLES(LAST - UNIT * SEGMENT + 2)) line (
                        .clk(clk), .en(en), .d(g_total[UNIT].total), .q(corrections[TOTAL*(SLOTS*k+i) +: TOTAL])
                    );
                end else if (TRACKED > 0) begin : g_tracked
                    assign corrections[TOTAL*(SLOTS*k+i) +: TOTAL] = g_slice[LAST].counters;
                end else begin : g_whole
                    assign corrections[TOTAL*(SLOTS*k+i) +: TOTAL] = {TOTAL{1'b0}};
                end
            end
            for (i = SLICES / SPAN; i < SLOTS; i = i + 1) begin : g_missing
                assign ends[SUM*(SLOTS*k+i) +: SUM] = {SUM{1'b0}};
                assign corrections[TOTAL*(SLOTS*k+i) +: TOTAL] = {TOTAL{1'b0}};
            end
        end
        if (LOW == HIGH) begin : g_one_kind
            assign ends[2*SLOTS*SUM-1 -: SLOTS*SUM] = {(SLOTS*SUM){1'b0}};
            assign corrections[2*SLOTS*TOTAL-1 -: SLOTS*TOTAL] = {(SLOTS*TOTAL){1'b0}};
        end
    endgenerate
endmodule

`default_nettype wire
