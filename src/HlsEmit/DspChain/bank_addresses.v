// Where the sums of a turn lie in the banks of a chain's accumulators.
//
// A chain keeps, for each token of a tile, a sum of each of SLOTS results. A bank's word holds that of a `row` of
// BANKS tokens. Where a beat is one token (`single`) with its results side by side, items are results `slot` and
// following of the row's token `lane`; else they are the row's tokens, of result `slot`. With SWAPS the result of slot
// s and token t is in bank (s + t) mod 2, so that both orders find their two in two banks, swapped or not. Without,
// where slots come in pairs, it is in bank s mod 2.
//
// Parameters: BANKS; SLOTS, results of a token; ROW_BITS, SLOT_BITS, LANE_BITS, of the numbers; SWAPS, 1 as said;
// ADDRESS_BITS, ROW_BITS and, with SLOTS of 2 or more, SLOT_BITS.
// Latency: 0.
`default_nettype none

module bank_addresses #(
    parameter integer BANKS        = 2,
    parameter integer SLOTS        = 2,
    parameter integer ROW_BITS     = 2,
    parameter integer SLOT_BITS    = 1,
    parameter integer LANE_BITS    = 1,
    parameter integer SWAPS        = 1,
    parameter integer ADDRESS_BITS = 3
) (
    input  wire                          single,
    input  wire [ROW_BITS-1:0]           row,
    input  wire [SLOT_BITS-1:0]          slot,
    input  wire [LANE_BITS-1:0]          lane,
    output wire                          swap,
    output wire [ADDRESS_BITS*BANKS-1:0] addresses
);
    generate
        if (SLOTS == 1) begin : g_one
            assign swap = (SWAPS != 0) && lane[0];
            assign addresses = {BANKS{row}};
            wire unused = &{1'b0, single, slot, lane};
        end else if (SWAPS != 0) begin : g_swaps
            // The second item's slot.
            wire [SLOT_BITS-1:0] next = single ? slot + 1'b1 : slot;
            assign swap = slot[0] ^ lane[0];
            assign addresses = swap ? {row, slot, row, next} : {row, next, row, slot};
            wire unused = &{1'b0, lane};
        end else begin : g_pairs
            wire [SLOT_BITS-1:0] pair;
            assign pair[0] = (BANKS == 2 && single) ? lane[0] : slot[0];
            if (SLOT_BITS > 1) begin : g_above
                assign pair[SLOT_BITS-1:1] = slot[SLOT_BITS-1:1];
            end
            assign swap = 1'b0;
            assign addresses = {BANKS{row, pair}};
            wire unused = &{1'b0, single, lane};
        end
    endgenerate
endmodule

`default_nettype wire
