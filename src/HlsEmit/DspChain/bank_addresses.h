// Where the sums of a turn lie in the banks of a chain's accumulators.
//
// A chain keeps, for each token of a tile, a sum of each of its results. A bank's word holds that of a row of as many
// tokens as there are banks. Where a beat is one token (`single`) with its results side by side, items are results
// `slot` and following of the row's token `lane`; else they are the row's tokens, of result `slot`. Where results swap
// banks, that of slot s and token t is in bank (s + t) mod 2, so that both orders find their two in two banks. Else,
// where slots come in pairs, it is in bank s mod 2.
#pragma once

#include "ap_int.h"
#include "chain_turn.h"

namespace accel {

template <class SHAPE>
struct bank_addresses {
    typedef typename SHAPE::address_t address_t;

    /// Whether item j is in bank 1 - j.
    bool swap;
    address_t address[SHAPE::activations];

    bank_addresses(const chain_turn<SHAPE> &turn, bool single) {
#pragma HLS INLINE
        typedef ap_uint<SHAPE::slot_bits> slot_t;
        const bool odd_slot = turn.slot[0];
        const bool odd_lane = turn.lane[0];
        swap = SHAPE::swaps && (SHAPE::slots > 1 && odd_slot) != odd_lane;
    banks:
        for (int i = 0; i < SHAPE::activations; ++i) {
#pragma HLS UNROLL
            slot_t slot = turn.slot;
            if (SHAPE::swaps && single && (i == 1) != swap) {
                // The second item's slot.
                slot = slot_t(slot + slot_t(1));
            } else if (!SHAPE::swaps && single && SHAPE::activations == 2) {
                slot[0] = odd_lane;
            }
            address[i] = SHAPE::slots == 1 ? address_t(turn.row)
                : address_t((address_t(turn.row) << SHAPE::slot_bits) | address_t(slot));
        }
    }
};

}  // namespace accel
