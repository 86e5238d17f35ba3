// The overflow adjust unit between two segments of a chain: takes out of a packed word what its lower lanes cannot
// carry on.
//
// A lower lane, a signed field of SPACING bits, keeps its lowest KEPT_BITS as a number that is not negative; what is
// above goes out as a correction, in units of 2^KEPT_BITS. Each lane gets back what those below had borrowed.
#pragma once

#include "ap_int.h"
#include "raised_word.h"

namespace accel {

template <class SHAPE>
struct overflow_adjust {
    /// @param word Has the rest afterwards.
    /// @param corrections Of the result so far; what is taken out is added.
    static void take(typename SHAPE::word_t &word, typename SHAPE::correction_t corrections[SHAPE::lower_lanes]) {
#pragma HLS INLINE
        const int LOW = SHAPE::spacing * (SHAPE::lanes - 1);
        typedef ap_int<SHAPE::spacing> field_t;
        const typename SHAPE::word_t raised = raised_word<SHAPE>::of(word);
        typename SHAPE::word_t rest = (raised >> LOW) << LOW;
    lanes:
        for (int i = 0; i < SHAPE::lanes - 1; ++i) {
#pragma HLS UNROLL
            const field_t field = raised_word<SHAPE>::field(raised, i);
            const field_t above = field >> SHAPE::kept_bits;
            const field_t kept = field - (above << SHAPE::kept_bits);
            rest |= typename SHAPE::word_t(kept) << (SHAPE::spacing * i);
            corrections[i] = typename SHAPE::correction_t(corrections[i] + above);
        }
        word = rest;
    }
};

}  // namespace accel
