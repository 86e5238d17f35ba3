// Counts the zeros above the leading one of a word.
//
// Parameters: WIDTH, bits of the word, 32 or fewer. A word of zeros has any count.
// Five steps of halving: each looks whether half of what is left is zero, the largest half first. Logic only.
#pragma once

#include "ap_int.h"

namespace accel {

template <int WIDTH>
ap_uint<5> leading_zeros(const ap_uint<WIDTH> &word) {
#pragma HLS INLINE
    static_assert(WIDTH <= 32, "counts up to 31");
    // The word at the top of 32 bits.
    unsigned rest = word.to_uint() << (32 - WIDTH);
    unsigned zeros = 0;
halves:
    for (int step = 4; step >= 0; --step) {
#pragma HLS UNROLL
        const int half = 1 << step;
        if (rest >> (32 - half) == 0) {
            rest <<= half;
            zeros += unsigned(half);
        }
    }
    return ap_uint<5>(zeros);
}

}  // namespace accel
