// A core of DSP chains that computes products: activations [M x K] times weights [K x N], dense or N:M sparse along K.
//
// Loops, outermost first: tiles of TOKENS tokens; tiles of channels, as many as the chains have room for; steps of
// SLICES elements along K; passes, in which the chains hold weights while the tile's tokens pass. A pass takes a beat
// of `activations` for each ACTIVATIONS tokens (in a sparse step CHOSEN), and one of `weights` for each feed group:
// both come again whenever they are needed again, zeros beyond K.
//   activations: of slice i token t at bit ACTIVATION_BITS (ACTIVATIONS i + t).
//   weights: of the group's c-th chain slice i, weight w at bit WEIGHT_BITS (WEIGHTS (SLICES c + i) + w), zero where
//     there is none. Where steps are sparse, above all weights the place in its block, at bit PLACE_BITS (SLICES c + i)
//     from there on; where there are two kinds of steps, above that a bit that says HIGH, read with a pass's first.
//   outputs: 32 bits for bank b of chain c, channel w, in place WEIGHTS (ACTIVATIONS c + b) + w. A beat is what leaves
//     the chains in a cycle: of each feed group, a cycle after the one in front, the results of one turn, as
//     `outputs_keep` says. In a dense step a bank is a token of the beat; for the others see bank_addresses. A turn in
//     which no chain has a result is a beat too.
//
// Parameters: CHAINS, FED, as in chain_core, FED no more than CHAINS; TOKENS, of a tile; the others as in dsp_chain.
// Latency: from a command the machine's cycles and 1.
// Handshake: valid and ready. Nothing waits for a beat that is not needed; while one is, or an output is not taken,
//   everything holds. A command is taken when the outputs of the one before have been.
// Numbers: two's complement; sums are INT32 and wrap.
`default_nettype none

module dspchain_engine #(
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
    parameter integer TOKENS          = 8
) (
    input  wire                                         clk,
    input  wire                                         rst,
    input  wire                                         command_valid,
    output wire                                         command_ready,
    input  wire [95:0]                                  command_data,
    input  wire                                         activations_valid,
    output wire                                         activations_ready,
    input  wire [(ACTIVATION_BITS*ACTIVATIONS*SLICES+7)/8*8-1:0] activations_data,
    input  wire                                         weights_valid,
    output wire                                         weights_ready,
    input  wire [(FED*SLICES*(WEIGHT_BITS*WEIGHTS + (LOW < BLOCK ? $clog2(BLOCK) : 0))
                 + (LOW < HIGH ? 1 : 0) + 7)/8*8-1:0]   weights_data,
    output wire                                         outputs_valid,
    input  wire                                         outputs_ready,
    output wire [32*WEIGHTS*ACTIVATIONS*CHAINS-1:0]     outputs_data,
    output wire [4*WEIGHTS*ACTIVATIONS*CHAINS-1:0]      outputs_keep,
    output wire                                         outputs_last
);
    localparam integer UNITS           = (SLICES - 1) / SEGMENT;
    localparam integer STAGES          = SLICES + 1 + 2 * UNITS + ((BLOCK > 1) ? 1 : 0);
    localparam integer CORRECTION_BITS = (TRACKED > 0) ? TRACKED + $clog2(SLICES)
        : SPACING - KEPT_BITS + $clog2(UNITS + 1);
    localparam integer RESULTS0        = SLICES / ((SLICES / GROUP * LOW + BLOCK - 1) / BLOCK * GROUP);
    localparam integer RESULTS1        = SLICES / ((SLICES / GROUP * HIGH + BLOCK - 1) / BLOCK * GROUP);
    localparam integer TURNS           = (LOW == BLOCK) ? 1 : (RESULTS0 * CHOSEN + ACTIVATIONS - 1) / ACTIVATIONS;
    localparam integer ROWS            = (TOKENS + ACTIVATIONS - 1) / ACTIVATIONS;
    localparam integer TURN_BITS       = (TURNS > 1) ? $clog2(TURNS) : 1;
    localparam integer PLACE_BITS      = (BLOCK > 1) ? $clog2(BLOCK) : 1;
    localparam integer ROW_BITS        = (ROWS > 1) ? $clog2(ROWS) : 1;
    localparam integer SLOT_BITS       = (RESULTS0 > 1) ? $clog2(RESULTS0) : 1;
    localparam integer LANE_BITS       = (ACTIVATIONS > 1) ? $clog2(ACTIVATIONS) : 1;
    localparam integer CHANNEL_BITS    = $clog2(CHAINS * WEIGHTS * RESULTS0 + 1);
    localparam integer LANES           = WEIGHTS * ACTIVATIONS * CHAINS;
    localparam integer FED_BITS        = WEIGHT_BITS * WEIGHTS * SLICES * FED;
    localparam integer PLACES          = PLACE_BITS * SLICES * FED;

    // Results side by side of one token, unless they always come in pairs, share banks with tokens side by side.
    localparam integer SINGLE = (LOW < BLOCK && CHOSEN < ACTIVATIONS) ? 1 : 0;
    localparam integer SWAPS  = (SINGLE != 0 && (RESULTS0 % 2 != 0 || RESULTS1 % 2 != 0)) ? 1 : 0;

    wire                    busy, pending, leaves;
    wire                    wants_activations, wants_weights, weights_kind;
    wire                    first, kind, valid, store, leave;
    wire [CHANNEL_BITS-1:0] channels;
    wire [ACTIVATIONS-1:0]  tokens;
    wire [TURN_BITS-1:0]    turn;
    wire [ROW_BITS-1:0]     row;
    wire [SLOT_BITS-1:0]    slot;
    wire [LANE_BITS-1:0]    lane;
    wire [PLACES-1:0]       places;
    wire [LANES-1:0]        keep;

    // Sums stand where they have left the accumulators until all goes on; they are offered once.
    reg  taken;
    wire has_activations = !wants_activations || activations_valid;
    wire has_weights     = !wants_weights || weights_valid;
    wire has_room        = !outputs_valid || outputs_ready;
    wire en              = has_activations && has_weights && has_room;
    always @(posedge clk) begin
        if (rst || en) begin
            taken <= 1'b0;
        end else if (outputs_valid && outputs_ready) begin
            taken <= 1'b1;
        end
    end
    assign activations_ready = wants_activations && has_weights && has_room;
    assign weights_ready     = wants_weights && has_activations && has_room;
    assign outputs_valid     = leaves && !taken;
    assign outputs_last      = !busy && !pending;
    assign command_ready     = !busy && !pending && !leaves;

    genvar i;
    generate
        if (LOW < BLOCK) begin : g_places
            assign places = weights_data[FED_BITS +: PLACES];
        end else begin : g_dense
            assign places = {PLACES{1'b0}};
        end
        if (LOW < HIGH) begin : g_kinds
            assign weights_kind = weights_data[FED_BITS+((LOW < BLOCK) ? PLACES : 0)];
        end else begin : g_kind
            assign weights_kind = 1'b0;
        end
        for (i = 0; i < LANES; i = i + 1) begin : g_keep
            assign outputs_keep[4*i +: 4] = {4{keep[i]}};
        end
    endgenerate

    // What fills ports up to whole bytes.
    wire unused = &{1'b0, activations_data, weights_data};

    chain_controller #(
        .CHAINS(CHAINS), .FED(FED), .SLICES(SLICES), .GROUP(GROUP), .WEIGHTS(WEIGHTS), .ACTIVATIONS(ACTIVATIONS),
        .BLOCK(BLOCK), .LOW(LOW), .HIGH(HIGH), .CHOSEN(CHOSEN), .TOKENS(TOKENS), .SLOTS(RESULTS0),
        .CHANNEL_BITS(CHANNEL_BITS), .ROW_BITS(ROW_BITS), .SLOT_BITS(SLOT_BITS), .LANE_BITS(LANE_BITS),
        .TURN_BITS(TURN_BITS)
    ) controller (
        .clk(clk), .rst(rst), .en(en), .start(command_valid && command_ready), .m(command_data[31:0]),
        .k(command_data[63:32]), .n(command_data[95:64]), .weights_kind(weights_kind), .busy(busy),
        .wants_activations(wants_activations), .wants_weights(wants_weights), .first(first), .kind(kind),
        .channels(channels), .valid(valid), .tokens(tokens), .turn(turn), .store(store), .leave(leave), .row(row),
        .slot(slot), .lane(lane)
    );

    chain_core #(
        .CHAINS(CHAINS), .FED(FED), .SLICES(SLICES), .GROUP(GROUP), .SEGMENT(SEGMENT), .KEPT_BITS(KEPT_BITS),
        .TRACKED(TRACKED), .REPAIR(REPAIR), .WEIGHTS(WEIGHTS), .ACTIVATIONS(ACTIVATIONS), .WEIGHT_BITS(WEIGHT_BITS),
        .ACTIVATION_BITS(ACTIVATION_BITS), .SPACING(SPACING), .WIDE_WEIGHTS(WIDE_WEIGHTS), .DSP58(DSP58), .BLOCK(BLOCK),
        .LOW(LOW), .HIGH(HIGH), .CHOSEN(CHOSEN), .CHANNEL_BITS(CHANNEL_BITS), .ROW_BITS(ROW_BITS),
        .SLOT_BITS(SLOT_BITS), .LANE_BITS(LANE_BITS), .SWAPS(SWAPS), .SLOTS(RESULTS0), .STAGES(STAGES),
        .CORRECTION_BITS(CORRECTION_BITS), .TURN_BITS(TURN_BITS), .PLACE_BITS(PLACE_BITS)
    ) core (
        .clk(clk), .rst(rst), .en(en), .first(first), .kind(kind), .channels(channels), .valid(valid),
        .tokens(tokens), .turn(turn), .store(store), .leave(leave), .row(row), .slot(slot), .lane(lane),
        .activations(activations_data[ACTIVATION_BITS*ACTIVATIONS*SLICES-1:0]), .weights(weights_data[FED_BITS-1:0]),
        .places(places), .pending(pending), .leaves(leaves), .keep(keep), .sums(outputs_data)
    );
endmodule

`default_nettype wire
