// The ternary weights of an index.
//
// Parameters: G, weights of an index.
// Numbers: an index is the sum of (w_j + 1) 3^j, below 3^G; trit j is w_j + 1. An index of 3^G or more, which only
//   channels have that there are not, gives any trits.
// Hardware: G places, the highest first, each two comparisons and a subtraction; no division.
#pragma once

#include "ap_int.h"
#include "ceil_log2.h"

namespace accel {

constexpr int power_of_three(int exponent) {
    int power = 1;
    for (int i = 0; i < exponent; ++i) {
        power *= 3;
    }
    return power;
}

template <int G>
struct trit_decoder {
    static const int indices    = power_of_three(G);
    static const int index_bits = ceil_log2(indices);

    static void decode(ap_uint<index_bits> index, ap_uint<2> trits[G]) {
#pragma HLS INLINE
        int rest = index.to_int();
        int one = indices / 3;
        places: for (int place = G - 1; place >= 0; --place) {
#pragma HLS UNROLL
            const int trit = rest >= 2 * one ? 2 : rest >= one ? 1 : 0;
            trits[place] = trit;
            rest -= trit * one;
            one /= 3;
        }
    }
};

}  // namespace accel
