// What is behind the slices of a chain: results are read in turns, their lanes split into sums for banks of
// accumulators.
//
// A turn has as many items as a slice has activations. In a dense step item j is token j of the only result; in a sparse
// one with one token a beat (CHOSEN 1) it is result ACTIVATIONS t + j of turn t; with CHOSEN = ACTIVATIONS, token j of
// result t.
#pragma once

#include "ap_int.h"
#include "chain_turn.h"
#include "lane_reader.h"
#include "lane_repair.h"
#include "slice_cascade.h"

namespace accel {

/// What enters a bank.
template <class SHAPE>
struct bank_item {
    bool valid[SHAPE::weights];
    typename SHAPE::sum_t value[SHAPE::weights];
};

template <class SHAPE>
struct chain_reader {
    typedef typename SHAPE::sum_t sum_t;

    /// @param chain Which of the core's chains it is: says which results it has in a pass.
    /// @param swap Whether item j is for bank 1 - j.
    static void read(const chain_turn<SHAPE> &turn, bool high, int chain, bool swap,
                     const chain_end<SHAPE> ends[SHAPE::slots], bank_item<SHAPE> banks[SHAPE::activations]) {
#pragma HLS INLINE
        const bool single = high ? SHAPE::is_single(true) : SHAPE::is_single(false);
        const int results = high ? SHAPE::results(true) : SHAPE::results(false);
        const int channels = int(turn.channels.to_uint());
    items:
        for (int j = 0; j < SHAPE::activations; ++j) {
#pragma HLS UNROLL
            const int bank = swap ? 1 - j : j;
            const int result = single ? SHAPE::activations * int(turn.turn.to_uint()) + j : int(turn.turn.to_uint());
            chain_end<SHAPE> end = ends[0];
        results:
            for (int r = 1; r < SHAPE::slots; ++r) {
#pragma HLS UNROLL
                if (result == r) {
                    end = ends[r];
                }
            }

            sum_t lanes[SHAPE::lanes];
#pragma HLS ARRAY_PARTITION variable=lanes complete dim=0
            if (SHAPE::tracked > 0) {
                lane_repair<SHAPE>::read(end.word, end.corrections, lanes);
            } else {
                lane_reader<SHAPE>::read(end.word, end.corrections, lanes);
            }

            const bool is_there = result < results && (single || turn.tokens[j]);
        weights:
            for (int w = 0; w < SHAPE::weights; ++w) {
#pragma HLS UNROLL
                const int first = SHAPE::wide_weights ? w * SHAPE::activations : w;
                const int own = SHAPE::wide_weights ? first + j : first + j * SHAPE::weights;
                banks[bank].value[w] = single ? lanes[first] : lanes[own];
                banks[bank].valid[w] = is_there && channels > SHAPE::weights * (result * SHAPE::chains + chain) + w;
            }
        }
    }
};

}  // namespace accel
