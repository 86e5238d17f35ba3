// Multiplies a signed integer by -1, 0 or 1, or by one of these shifted: no multiplier.
//
// Parameters: A_BITS, bits of the activation, signed; W_BITS, bits of the weight: two of a signed integer, -1, 0 or 1,
// and above them W_EXP = W_BITS - 2 of an exponent (0 for ternary weights); TERM_BITS, bits of the product, more than
// A_BITS.
// The product is exact when it fits TERM_BITS; else its upper bits are lost. The integer -2 counts as 0. A shifter and
// an adder of LUTs.
#pragma once

#include "ap_int.h"
#include "product_pair.h"

namespace accel {

template <int A_BITS, int W_BITS, int TERM_BITS>
struct product_shift {
    static_assert(TERM_BITS > A_BITS, "the opposite of the least activation fits");

    static ap_uint<TERM_BITS> multiply(const ap_uint<A_BITS> &a, const ap_uint<W_BITS> &w) {
#pragma HLS INLINE
        const ap_int<TERM_BITS> wide = ap_int<TERM_BITS>(ap_int<A_BITS>(a));
        const ap_int<TERM_BITS> placed = wide << pair_exponent<W_BITS, W_BITS - 2>::of(w);
        const ap_int<TERM_BITS> chosen = w[0] ? placed : ap_int<TERM_BITS>(0);
        return w[1] ? ap_uint<TERM_BITS>(-chosen) : ap_uint<TERM_BITS>(chosen);
    }
};

}  // namespace accel
