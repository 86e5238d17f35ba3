// Reads the sums out of a word without guard bits, by its counters of carries: a lower lane is the word's field, with
// what has left it above, less what has come from below; the top lane is what is left of the word, and wraps with it.
#pragma once

#include "ap_int.h"

namespace accel {

template <class SHAPE>
struct lane_repair {
    typedef typename SHAPE::sum_t sum_t;

    static void read(const typename SHAPE::word_t &word,
                     const typename SHAPE::correction_t counters[SHAPE::lower_lanes], sum_t lanes[SHAPE::lanes]) {
#pragma HLS INLINE
        const int SPACING = SHAPE::spacing;
        const int LOW = SPACING * (SHAPE::lanes - 1);
        typedef ap_int<SHAPE::word_bits - LOW> top_t;
    lanes:
        for (int i = 0; i < SHAPE::lanes - 1; ++i) {
#pragma HLS UNROLL
            const ap_uint<SPACING> field = word.range(SPACING * (i + 1) - 1, SPACING * i);
            const sum_t left = sum_t(counters[i]) << SPACING;
            const sum_t come = i == 0 ? sum_t(0) : sum_t(counters[i == 0 ? 0 : i - 1]);
            lanes[i] = sum_t(sum_t(field) + left - come);
        }
        const top_t rest = top_t(word >> LOW);
        lanes[SHAPE::lanes - 1] = sum_t(top_t(rest - counters[SHAPE::lower_lanes - 1]));
    }
};

}  // namespace accel
