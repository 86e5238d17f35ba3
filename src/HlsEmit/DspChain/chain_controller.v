// The loops of a core of DSP chains: token tiles, channel tiles, steps along K, passes, beats, turns.
//
// A product (`start`, when `busy` is 0) begins in the next cycle. In a cycle it may want the activations of a beat
// (`wants_activations`), the weights of a feed group (`wants_weights`), or both; `en` must be 0 until they are there. A
// pass takes max(b r, f) cycles: b beats, of r turns each, and f groups to be fed. The kind of its step comes with its
// first weights (`weights_kind`).
//
// Parameters: CHAINS, FED, SLICES, GROUP, WEIGHTS, ACTIVATIONS, BLOCK, LOW, HIGH, CHOSEN as in chain_core; TOKENS,
// tokens of a tile; SLOTS, results of a step of kind LOW; CHANNEL_BITS, ROW_BITS, SLOT_BITS, LANE_BITS, TURN_BITS, of
// what it gives to chain_core.
// Latency: 1 from `start` to the first beat. Holds while `en` is 0, `start` too; `rst` ends a product.
`default_nettype none

module chain_controller #(
    parameter integer CHAINS       = 3,
    parameter integer FED          = 2,
    parameter integer SLICES       = 16,
    parameter integer GROUP        = 2,
    parameter integer WEIGHTS      = 1,
    parameter integer ACTIVATIONS  = 2,
    parameter integer BLOCK        = 16,
    parameter integer LOW          = 8,
    parameter integer HIGH         = 16,
    parameter integer CHOSEN       = 1,
    parameter integer TOKENS       = 8,
    parameter integer SLOTS        = 2,
    parameter integer CHANNEL_BITS = 3,
    parameter integer ROW_BITS     = 2,
    parameter integer SLOT_BITS    = 1,
    parameter integer LANE_BITS    = 1,
    parameter integer TURN_BITS    = 1
) (
    input  wire                    clk,
    input  wire                    rst,
    input  wire                    en,
    input  wire                    start,
    input  wire [31:0]             m,
    input  wire [31:0]             k,
    input  wire [31:0]             n,
    input  wire                    weights_kind,
    output reg                     busy,
    output wire                    wants_activations,
    output wire                    wants_weights,
    output wire                    first,
    output wire                    kind,
    output wire [CHANNEL_BITS-1:0] channels,
    output wire                    valid,
    output wire [ACTIVATIONS-1:0]  tokens,
    output wire [TURN_BITS-1:0]    turn,
    output wire                    store,
    output wire                    leave,
    output wire [ROW_BITS-1:0]     row,
    output wire [SLOT_BITS-1:0]    slot,
    output wire [LANE_BITS-1:0]    lane
);
    localparam integer SPAN0    = (SLICES / GROUP * LOW + BLOCK - 1) / BLOCK * GROUP;
    localparam integer SPAN1    = (SLICES / GROUP * HIGH + BLOCK - 1) / BLOCK * GROUP;
    localparam integer RESULTS0 = SLICES / SPAN0;
    localparam integer RESULTS1 = SLICES / SPAN1;
    localparam integer TURNS0   = (LOW == BLOCK) ? 1 : (RESULTS0 * CHOSEN + ACTIVATIONS - 1) / ACTIVATIONS;
    localparam integer TURNS1   = (HIGH == BLOCK) ? 1 : (RESULTS1 * CHOSEN + ACTIVATIONS - 1) / ACTIVATIONS;
    localparam integer BEAT0    = (LOW == BLOCK) ? ACTIVATIONS : CHOSEN;
    localparam integer BEAT1    = (HIGH == BLOCK) ? ACTIVATIONS : CHOSEN;

    localparam [31:0] TILE_TOKENS   = TOKENS;
    localparam [31:0] TILE_CHANNELS = CHAINS * WEIGHTS * SLOTS;
    localparam [31:0] STEP          = SLICES;
    localparam [31:0] ALL           = CHAINS * WEIGHTS;
    localparam [31:0] FED_CHANNELS  = FED * WEIGHTS;

    // What is left of the product, from the tile, the step and the pass under way on.
    reg [31:0] all_k, all_n;
    reg [31:0] left_m, left_n, left_k, left;

    // Of the pass: whether it begins, its kind, tokens that are still to come, its first result, channels that are fed.
    reg                 begins, held_kind, first_step;
    reg [31:0]          tokens_left, fed;
    reg [SLOT_BITS-1:0] slots;
    reg [TURN_BITS-1:0] turns;
    reg [ROW_BITS-1:0]  rows;
    reg [LANE_BITS-1:0] lanes;

    assign kind = (LOW != HIGH) && (begins ? weights_kind : held_kind);
    wire [31:0] results    = kind ? RESULTS1 : RESULTS0;
    wire [31:0] beat       = kind ? BEAT1 : BEAT0;
    wire [31:0] width      = kind ? ALL * RESULTS1 : ALL * RESULTS0;
    wire [31:0] turns_last = kind ? TURNS1 - 1 : TURNS0 - 1;
    wire        single     = kind ? (BEAT1 < ACTIVATIONS) : (BEAT0 < ACTIVATIONS);

    // Beats, and groups that are fed.
    wire last_turn  = turns == turns_last[TURN_BITS-1:0];
    wire last_beat  = tokens_left <= beat;
    wire beats_over = tokens_left == 32'd0 || (last_turn && last_beat);
    wire feeds      = fed < left && fed < ALL;
    wire feeds_over = fed + FED_CHANNELS >= left || fed + FED_CHANNELS >= ALL;

    // Passes, steps, tiles.
    wire pass_over    = busy && beats_over && feeds_over;
    wire last_pass    = left <= width;
    wire last_step    = left_k <= STEP;
    wire last_channel = left_n <= TILE_CHANNELS;
    wire last_token   = left_m <= TILE_TOKENS;
    wire step_over    = pass_over && last_pass;
    wire tile_over    = step_over && last_step;
    wire row_over     = tile_over && last_channel;
    wire over         = row_over && last_token;
    wire [31:0] next_m = row_over ? left_m - TILE_TOKENS : left_m;
    wire [31:0] next_n = !tile_over ? left_n : last_channel ? all_n : left_n - TILE_CHANNELS;

    assign valid             = busy && tokens_left != 32'd0;
    assign first             = busy && begins;
    assign wants_activations = valid && turns == {TURN_BITS{1'b0}};
    assign wants_weights     = busy && feeds;
    assign channels          = left[CHANNEL_BITS-1:0];
    assign store             = first_step;
    assign leave             = last_step;
    assign turn              = turns;
    assign row               = rows;
    assign lane              = lanes;

    genvar i;
    generate
        for (i = 0; i < ACTIVATIONS; i = i + 1) begin : g_token
            localparam [31:0] BEFORE = i;
            assign tokens[i] = tokens_left > BEFORE;
        end

        // The first result of a turn: of as many as a turn has items, or of one.
        if (SLOTS == 1) begin : g_one
            assign slot = {SLOT_BITS{1'b0}};
            wire unused = &{1'b0, slots, results};
        end else begin : g_slots
            wire [31:0] taken = {{(32-TURN_BITS){1'b0}}, turns} * (single ? ACTIVATIONS : 32'd1);
            assign slot = slots + taken[SLOT_BITS-1:0];
            wire unused = &{1'b0, taken, results};
        end
        if (ACTIVATIONS == 1) begin : g_no_lanes
            wire unused = &{1'b0, single};
        end
    endgenerate
    wire unused = &{1'b0, turns_last, weights_kind, held_kind};

    always @(posedge clk) begin
        if (rst) begin
            busy <= 1'b0;
        end else if (en) begin
            busy <= busy ? !over : start;
        end
        if (en && !busy) begin
            all_k       <= k;
            all_n       <= n;
            left_m      <= m;
            left_k      <= k;
            left_n      <= n;
            left        <= (n < TILE_CHANNELS) ? n : TILE_CHANNELS;
            tokens_left <= (m < TILE_TOKENS) ? m : TILE_TOKENS;
            begins      <= 1'b1;
            first_step  <= 1'b1;
            fed         <= 32'd0;
            slots       <= {SLOT_BITS{1'b0}};
            turns       <= {TURN_BITS{1'b0}};
            rows        <= {ROW_BITS{1'b0}};
            lanes       <= {LANE_BITS{1'b0}};
        end else if (en) begin
            begins    <= pass_over;
            held_kind <= kind;
            if (pass_over) begin
                left_m      <= next_m;
                left_n      <= next_n;
                left_k      <= !step_over ? left_k : last_step ? all_k : left_k - STEP;
                left        <= !step_over ? left - width : (next_n < TILE_CHANNELS) ? next_n : TILE_CHANNELS;
                tokens_left <= (next_m < TILE_TOKENS) ? next_m : TILE_TOKENS;
                first_step  <= step_over ? last_step : first_step;
                fed         <= 32'd0;
                slots       <= step_over ? {SLOT_BITS{1'b0}} : slots + results[SLOT_BITS-1:0];
                turns       <= {TURN_BITS{1'b0}};
                rows        <= {ROW_BITS{1'b0}};
                lanes       <= {LANE_BITS{1'b0}};
            end else begin
                fed <= feeds ? fed + FED_CHANNELS : fed;
                if (valid) begin
                    turns <= last_turn ? {TURN_BITS{1'b0}} : turns + 1'b1;
                end
                if (valid && last_turn) begin
                    tokens_left <= last_beat ? 32'd0 : tokens_left - beat;
                    lanes       <= (single && !lanes[0] && ACTIVATIONS == 2) ? {LANE_BITS{1'b1}} : {LANE_BITS{1'b0}};
                    rows        <= (single && !lanes[0] && ACTIVATIONS == 2) ? rows : rows + 1'b1;
                end
            end
        end
    end
endmodule

`default_nettype wire
