// What goes along with a beat from one feed group of chains to the next, in each cycle of its results' turns.
#pragma once

#include "ap_int.h"

namespace accel {

template <class SHAPE>
struct chain_turn {
    /// Whether results of the beat are there, and whether its pass begins: then chains take their weights.
    bool valid, first;
    /// The kind of its step; of the steps of a tile, whether it is the first one, and the last.
    bool high, store, leave;
    /// Channels of the tile from the pass under way on.
    ap_uint<SHAPE::channel_bits> channels;
    /// Which tokens of a beat are there.
    ap_uint<SHAPE::activations> tokens;
    /// The turn, and where its sums lie: see bank_addresses.
    ap_uint<SHAPE::turn_bits> turn;
    ap_uint<SHAPE::row_bits> row;
    ap_uint<SHAPE::slot_bits> slot;
    ap_uint<SHAPE::lane_bits> lane;

    static chain_turn none() {
#pragma HLS INLINE
        chain_turn turn;
        turn.valid = false;
        turn.first = false;
        turn.high = false;
        turn.store = false;
        turn.leave = false;
        turn.channels = 0;
        turn.tokens = 0;
        turn.turn = 0;
        turn.row = 0;
        turn.slot = 0;
        turn.lane = 0;
        return turn;
    }

    /// Whether a feed group has a chain with a result of the pass.
    bool works(int group) const {
#pragma HLS INLINE
        return int(channels.to_uint()) > group * SHAPE::fed * SHAPE::weights;
    }
};

}  // namespace accel
