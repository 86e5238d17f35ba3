// Shifts a word to the left until its leading one stands at the top, and counts the places.
//
// Parameters: WIDTH, bits of the word, 2 or more.
// Numbers: a word of zeros stays one; its count means nothing.
// Structure: combinational, a shifter a bit of the count, the largest first.
#pragma once

#include "ap_int.h"
#include "ceil_log2.h"

namespace accel {

template <int WIDTH>
struct leading_normalizer {
    static const int COUNT_BITS = ceil_log2(WIDTH);

    static void run(const ap_uint<WIDTH> &value, ap_uint<WIDTH> &normal, ap_uint<COUNT_BITS> &zeros) {
        normal = value;
        zeros = 0;
    steps:
        for (int step = COUNT_BITS - 1; step >= 0; --step) {
#pragma HLS UNROLL
            const int places = 1 << step;
            if ((normal >> (WIDTH - places)) == 0) {
                normal <<= places;
                zeros[step] = true;
            }
        }
    }
};

}  // namespace accel
