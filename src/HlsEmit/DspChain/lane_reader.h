// Reads the sums out of a chain's last word: a lower lane is a signed field, with what those below it borrowed given
// back, and what adjust units took out of it added again; the top lane is what is left of the word.
#pragma once

#include "ap_int.h"
#include "raised_word.h"

namespace accel {

template <class SHAPE>
struct lane_reader {
    typedef typename SHAPE::sum_t sum_t;

    static void read(const typename SHAPE::word_t &word,
                     const typename SHAPE::correction_t corrections[SHAPE::lower_lanes], sum_t lanes[SHAPE::lanes]) {
#pragma HLS INLINE
        const int LOW = SHAPE::spacing * (SHAPE::lanes - 1);
        const typename raised_word<SHAPE>::raised_t raised = raised_word<SHAPE>::of(word);
    lanes:
        for (int i = 0; i < SHAPE::lanes - 1; ++i) {
#pragma HLS UNROLL
            const sum_t own = raised_word<SHAPE>::field(raised, i);
            const sum_t taken = sum_t(corrections[i]) << SHAPE::kept_bits;
            lanes[i] = sum_t(own + taken);
        }
        lanes[SHAPE::lanes - 1] = sum_t(raised >> LOW);
    }
};

}  // namespace accel
