// The carry tracker beside a slice whose lanes have no guard bits: counts what has crossed each border of lanes.
//
// It computes the lowest TRACKED bits of each upper lane's product again, in LUTs. What the word's bits at a border have
// changed by, less those, is the carry of this slice, a signed number of TRACKED bits.
#pragma once

#include "ap_int.h"

namespace accel {

template <class SHAPE>
struct carry_tracker {
    /// @param prior The word that the slice adds to, with its counters.
    /// @param word The sum.
    static void count(const typename SHAPE::weight_t weights[SHAPE::weights],
                      const typename SHAPE::activation_t activations[SHAPE::activations],
                      const typename SHAPE::word_t &prior, const typename SHAPE::word_t &word,
                      typename SHAPE::correction_t counters[SHAPE::lower_lanes]) {
#pragma HLS INLINE
        const int T = SHAPE::tracked_bits;
    borders:
        for (int i = 0; i < SHAPE::lanes - 1; ++i) {
#pragma HLS UNROLL
            const int lane = i + 1;
            const int weight = SHAPE::wide_weights ? lane / SHAPE::activations : lane % SHAPE::weights;
            const int activation = SHAPE::wide_weights ? lane % SHAPE::activations : lane / SHAPE::weights;
            const int at = SHAPE::spacing * lane;
            const ap_uint<T> low = ap_uint<T>(weights[weight]) * ap_uint<T>(activations[activation]);
#pragma HLS BIND_OP variable=low op=mul impl=fabric
            const ap_uint<T> before = prior.range(at + T - 1, at);
            const ap_uint<T> after = word.range(at + T - 1, at);
            const ap_int<T> carry = after - before - low;
            counters[i] = typename SHAPE::correction_t(counters[i] + carry);
        }
    }
};

}  // namespace accel
