// A core of DSP chains in feed groups: chains of one group are fed with weights together, a group a cycle.
//
// A beat comes to the first group, and goes on to the next one a cycle later; with a pass's first beat (`first`) a
// group takes `weights` and `places` as it gets there: those of chain c from (c mod FED) on. Of the pass's `channels`
// chain c has as result r those from WEIGHTS (CHAINS r + c) on. A pass of b beats of r cycles that feeds f groups may
// be followed by the next after max(b r, f) cycles. Beside a beat: `kind` of the step, which `tokens` of a dense one
// are there, `store` with a tile's first step, `leave` with its last. In each cycle of a beat, its results taking
// turns, one is `valid`: `turn`, and where its sums lie (see bank_addresses). A chain's sums are those of its banks,
// WEIGHTS each; `keep` says which have left in a cycle, `leaves` whether any group has had a turn with `leave`, and
// `pending` whether a turn is still on its way.
//
// Parameters: CHAINS; FED, chains of a feed group; CHANNEL_BITS; ROW_BITS, SLOT_BITS, LANE_BITS and SWAPS, of
// bank_addresses; the others as in dsp_chain.
// Latency: STAGES + 4 + REPAIR, and one more for every group in front.
// Everything holds while `en` is 0; `rst` clears what says that something is there.
`default_nettype none

module chain_core #(
    parameter integer CHAINS          = 3,
    parameter integer FED             = 2,
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
    parameter integer CHANNEL_BITS    = 3,
    parameter integer ROW_BITS        = 2,
    parameter integer SLOT_BITS       = 1,
    parameter integer LANE_BITS       = 1,
    parameter integer SWAPS           = 1,
    parameter integer SLOTS           = 2,
    parameter integer STAGES          = 20,
    parameter integer CORRECTION_BITS = 9,
    parameter integer TURN_BITS       = 1,
    parameter integer PLACE_BITS      = 4
) (
    input  wire                                          clk,
    input  wire                                          rst,
    input  wire                                          en,
    input  wire                                          first,
    input  wire                                          kind,
    input  wire [CHANNEL_BITS-1:0]                       channels,
    input  wire                                          valid,
    input  wire [ACTIVATIONS-1:0]                        tokens,
    input  wire [TURN_BITS-1:0]                          turn,
    input  wire                                          store,
    input  wire                                          leave,
    input  wire [ROW_BITS-1:0]                           row,
    input  wire [SLOT_BITS-1:0]                          slot,
    input  wire [LANE_BITS-1:0]                          lane,
    input  wire [ACTIVATION_BITS*ACTIVATIONS*SLICES-1:0] activations,
    input  wire [WEIGHT_BITS*WEIGHTS*SLICES*FED-1:0]     weights,
    input  wire [PLACE_BITS*SLICES*FED-1:0]              places,
    output wire                                          pending,
    output wire                                          leaves,
    output wire [WEIGHTS*ACTIVATIONS*CHAINS-1:0]         keep,
    output wire [32*WEIGHTS*ACTIVATIONS*CHAINS-1:0]      sums
);
    localparam integer GROUPS       = (CHAINS + FED - 1) / FED;
    localparam integer READ         = STAGES + 2 + REPAIR;
    localparam integer LANES        = WEIGHTS * ACTIVATIONS;
    localparam integer BEAT         = ACTIVATION_BITS * ACTIVATIONS * SLICES;
    localparam integer WEIGHT       = WEIGHT_BITS * WEIGHTS * SLICES;
    localparam integer PLACE        = PLACE_BITS * SLICES;
    localparam integer ADDRESS_BITS = ROW_BITS + ((SLOTS > 1) ? SLOT_BITS : 0);
    localparam integer BESIDE       = ACTIVATIONS + TURN_BITS + 2 + ROW_BITS + SLOT_BITS + LANE_BITS;
    localparam integer CONTROL      = 1 + CHANNEL_BITS + BESIDE;

    // Steps of either kind: whether results are single tokens of a beat, and whether items are activations of a word.
    localparam [1:0] SINGLE = {CHOSEN < ACTIVATIONS && HIGH < BLOCK, CHOSEN < ACTIVATIONS && LOW < BLOCK};

    // Activations of the last cycles: a slice takes its own as late as sums get to it, in each group a cycle later.
    wire [BEAT*(STAGES+GROUPS-2)-1:0] history;
    tapped_line #(.WIDTH(BEAT), .CYCLES(STAGES + GROUPS - 3)) activation_line (
        .clk(clk), .en(en), .d(activations), .taps(history)
    );

    genvar i, k, g;
    generate
        for (g = 0; g < GROUPS; g = g + 1) begin : g_group
            // A beat as it comes to this group.
            wire [1:0]         beat;
            wire [CONTROL-1:0] control;
            if (g == 0) begin : g_entry
                assign beat    = {first, valid};
                assign control = {kind, channels, tokens, turn, store, leave, row, slot, lane};
            end else begin : g_next
                reg [1:0]         beat_before;
                reg [CONTROL-1:0] control_before;
                always @(posedge clk) begin
                    if (rst) begin
                        beat_before <= 2'd0;
                    end else if (en) begin
                        beat_before <= g_group[g-1].beat;
                    end
                    if (en) begin
                        control_before <= g_group[g-1].control;
                    end
                end
                assign beat    = beat_before;
                assign control = control_before;
            end

            wire                    begins = beat[1];
            wire [CHANNEL_BITS-1:0] shared = control[BESIDE +: CHANNEL_BITS];
            wire [STAGES:0]         firsts;
            wire [STAGES:0]         kinds;
            tapped_line #(.WIDTH(1), .CYCLES(STAGES)) first_line (.clk(clk), .en(en), .d(begins), .taps(firsts));
            tapped_line #(.WIDTH(1), .CYCLES(STAGES)) kind_line (
                .clk(clk), .en(en), .d(control[CONTROL-1]), .taps(kinds)
            );

            // A group with a chain that has a first result works for the pass.
            localparam [31:0] BEFORE = g * FED * WEIGHTS;
            reg              worked;
            wire             works = begins ? ({{(32-CHANNEL_BITS){1'b0}}, shared} > BEFORE) : worked;
            reg  [READ+1:0]  live;
            always @(posedge clk) begin
                if (rst) begin
                    live <= {(READ+2){1'b0}};
                end else if (en) begin
                    live <= {live[READ:0], beat[0] & works};
                end
                if (en) begin
                    worked <= works;
                end
            end

            // Beside words that are read, and a cycle later sums that enter.
            wire                   read_kind;
            wire [BESIDE-1:0]      read_beside;
            wire [ACTIVATIONS-1:0] read_tokens = read_beside[BESIDE-1 -: ACTIVATIONS];
            wire [TURN_BITS-1:0]   read_turn   = read_beside[BESIDE-1-ACTIVATIONS -: TURN_BITS];
            wait_line #(.WIDTH(BESIDE + 1), .CYCLES(READ)) beside_line (
                .clk(clk), .en(en), .d({control[CONTROL-1], control[BESIDE-1:0]}), .q({read_kind, read_beside})
            );

            reg                              enter_single;
            reg  [BESIDE-ACTIVATIONS-TURN_BITS-1:0] enter_beside;
            reg                              left;
            wire                             enter_store;
            wire                             enter_leave;
            wire [ROW_BITS-1:0]              enter_row;
            wire [SLOT_BITS-1:0]             enter_slot;
            wire [LANE_BITS-1:0]             enter_lane;
            wire                             enter_swap;
            wire [ADDRESS_BITS*ACTIVATIONS-1:0] enter_addresses;
            assign {enter_store, enter_leave, enter_row, enter_slot, enter_lane} = enter_beside;
            always @(posedge clk) begin
                if (en) begin
                    enter_single <= SINGLE[read_kind];
                    enter_beside <= read_beside[BESIDE-ACTIVATIONS-TURN_BITS-1:0];
                    left         <= enter_leave;
                end
            end
            bank_addresses #(
                .BANKS(ACTIVATIONS), .SLOTS(SLOTS), .ROW_BITS(ROW_BITS), .SLOT_BITS(SLOT_BITS),
                .LANE_BITS(LANE_BITS), .SWAPS(SWAPS), .ADDRESS_BITS(ADDRESS_BITS)
            ) banks (
                .single(enter_single), .row(enter_row), .slot(enter_slot), .lane(enter_lane), .swap(enter_swap),
                .addresses(enter_addresses)
            );
            wire exits = live[READ+1] & left;

            for (k = g * FED; k < (g + 1) * FED && k < CHAINS; k = k + 1) begin : g_chain
                wire [WEIGHTS*SLOTS-1:0] has;
                wire [LANES-1:0]         kept;
                for (i = 0; i < WEIGHTS * SLOTS; i = i + 1) begin : g_has
                    localparam [31:0] CHANNEL = WEIGHTS * (i / WEIGHTS * CHAINS + k) + i % WEIGHTS;
                    assign has[i] = {{(32-CHANNEL_BITS){1'b0}}, shared} > CHANNEL;
                end

                dsp_chain #(
                    .SLICES(SLICES), .GROUP(GROUP), .SEGMENT(SEGMENT), .KEPT_BITS(KEPT_BITS), .TRACKED(TRACKED),
                    .REPAIR(REPAIR), .WEIGHTS(WEIGHTS), .ACTIVATIONS(ACTIVATIONS), .WEIGHT_BITS(WEIGHT_BITS),
                    .ACTIVATION_BITS(ACTIVATION_BITS), .SPACING(SPACING), .WIDE_WEIGHTS(WIDE_WEIGHTS), .DSP58(DSP58),
                    .BLOCK(BLOCK), .LOW(LOW), .HIGH(HIGH), .CHOSEN(CHOSEN), .ADDRESS_BITS(ADDRESS_BITS), .SLOTS(SLOTS),
                    .STAGES(STAGES), .CORRECTION_BITS(CORRECTION_BITS), .TURN_BITS(TURN_BITS), .PLACE_BITS(PLACE_BITS)
                ) chain (
                    .clk(clk), .en(en), .firsts(firsts), .kinds(kinds),
                    .activations(history[BEAT*g +: BEAT*(STAGES-1)]), .weights(weights[WEIGHT*(k-g*FED) +: WEIGHT]),
                    .places(places[PLACE*(k-g*FED) +: PLACE]), .has(has), .read_kind(read_kind), .read_turn(read_turn),
                    .read_tokens(read_tokens), .enters(live[READ]), .enter_whole(!enter_single),
                    .enter_swap(enter_swap), .enter_store(enter_store), .enter_addresses(enter_addresses), .keep(kept),
                    .sums(sums[32*LANES*k +: 32*LANES])
                );
                assign keep[LANES*k +: LANES] = kept & {LANES{exits}};
            end

            // Over all groups so far.
            wire pends;
            wire exit;
            if (g == 0) begin : g_alone
                assign pends = |live[READ:0];
                assign exit  = exits;
            end else begin : g_also
                assign pends = g_group[g-1].pends | (|live[READ:0]);
                assign exit  = g_group[g-1].exit | exits;
            end
        end
    endgenerate
    assign pending = g_group[GROUPS-1].pends;
    assign leaves  = g_group[GROUPS-1].exit;
endmodule

`default_nettype wire
