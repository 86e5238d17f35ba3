// What is behind the slices of a chain: results are read in turns, their lanes split into sums for banks of
// accumulators.
//
// A turn has as many items as a slice has activations. In a dense step item j is token j of the only result; in a
// sparse one with one token a beat (CHOSEN 1) it is result ACTIVATIONS t + j of turn t; with CHOSEN = ACTIVATIONS,
// token j of result t.
#pragma once

#include "ap_int.h"
#include "chain_turn.h"
#include "lane_reader.h"
#include "lane_repair.h"

namespace accel {

template <class SHAPE>
struct chain_reader {
    typedef typename SHAPE::sum_t sum_t;
    typedef typename SHAPE::word_t word_t;
    typedef typename SHAPE::correction_t correction_t;

    /// @param chain Which of the core's chains it is: says which results it has in a pass.
    /// @param swap Whether item j is for bank 1 - j.
    /// @param values What enters banks, where it is valid.
    static void read(const chain_turn<SHAPE> &turn, bool high, int chain, bool swap,
                     const word_t words[SHAPE::slots], const correction_t corrections[SHAPE::slots][SHAPE::lower_lanes],
                     bool valid[SHAPE::activations][SHAPE::weights],
                     sum_t values[SHAPE::activations][SHAPE::weights]) {
#pragma HLS INLINE
        const bool single = high ? SHAPE::is_single(true) : SHAPE::is_single(false);
        const int results = high ? SHAPE::results(true) : SHAPE::results(false);
        const int channels = int(turn.channels.to_uint());
        const int turns = int(turn.turn.to_uint());
        bool is_there[SHAPE::activations][SHAPE::weights];
#pragma HLS ARRAY_PARTITION variable=is_there complete dim=0
        sum_t items[SHAPE::activations][SHAPE::weights];
#pragma HLS ARRAY_PARTITION variable=items complete dim=0
    items:
        for (int j = 0; j < SHAPE::activations; ++j) {
#pragma HLS UNROLL
            const int result = single ? SHAPE::activations * turns + j : turns;
            const bool comes = result < results && (single || turn.tokens[j]);
            sum_t lanes[SHAPE::lanes];
#pragma HLS ARRAY_PARTITION variable=lanes complete dim=0
            lanes_of(result, words, corrections, lanes);
        weights:
            for (int w = 0; w < SHAPE::weights; ++w) {
#pragma HLS UNROLL
                const int first = SHAPE::wide_weights ? w * SHAPE::activations : w;
                const int own = SHAPE::wide_weights ? first + j : first + j * SHAPE::weights;
                items[j][w] = single ? lanes[first] : lanes[own];
                is_there[j][w] = comes && channels > SHAPE::weights * (result * SHAPE::chains + chain) + w;
            }
        }
    banks:
        for (int i = 0; i < SHAPE::activations; ++i) {
#pragma HLS UNROLL
            const int other = SHAPE::activations == 2 ? 1 - i : i;
        channels:
            for (int w = 0; w < SHAPE::weights; ++w) {
#pragma HLS UNROLL
                valid[i][w] = swap ? is_there[other][w] : is_there[i][w];
                values[i][w] = swap ? items[other][w] : items[i][w];
            }
        }
    }

private:
    /// The sums in the lanes of a result.
    static void lanes_of(int result, const word_t words[SHAPE::slots],
                         const correction_t corrections[SHAPE::slots][SHAPE::lower_lanes],
                         sum_t lanes[SHAPE::lanes]) {
#pragma HLS INLINE
        word_t word = words[0];
        correction_t beside[SHAPE::lower_lanes];
#pragma HLS ARRAY_PARTITION variable=beside complete dim=0
    lanes:
        for (int i = 0; i < SHAPE::lower_lanes; ++i) {
#pragma HLS UNROLL
            beside[i] = corrections[0][i];
        }
    results:
        for (int r = 1; r < SHAPE::slots; ++r) {
#pragma HLS UNROLL
            if (result == r) {
                word = words[r];
            choice:
                for (int i = 0; i < SHAPE::lower_lanes; ++i) {
#pragma HLS UNROLL
                    beside[i] = corrections[r][i];
                }
            }
        }
        if (SHAPE::tracked > 0) {
            lane_repair<SHAPE>::read(word, beside, lanes);
        } else {
            lane_reader<SHAPE>::read(word, beside, lanes);
        }
    }
};

}  // namespace accel
