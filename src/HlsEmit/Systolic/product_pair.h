// Multiplies signed integers, or exponent-integer pairs: <a, b> x <c, d> = (b x d) << (a + c).
//
// Parameters: A_BITS, W_BITS, bits of an activation and of a weight; A_EXP, W_EXP, how many of them, the upper ones,
// are an unsigned exponent, 0 for a plain integer; TERM_BITS, bits of the product, those of the integers' product or
// more.
// The product is exact when it fits TERM_BITS; else its upper bits are lost. Without exponents nothing is shifted: the
// multiplication is one DSP slice or a few LUTs, as Vitis binds it.
#pragma once

#include "ap_int.h"

namespace accel {

/// The exponent of an operand.
template <int BITS, int EXP>
struct pair_exponent {
    static ap_uint<EXP> of(const ap_uint<BITS> &operand) {
#pragma HLS INLINE
        return operand.range(BITS - 1, BITS - EXP);
    }
};

template <int BITS>
struct pair_exponent<BITS, 0> {
    static ap_uint<1> of(const ap_uint<BITS> &) {
#pragma HLS INLINE
        return 0;
    }
};

template <int A_BITS, int A_EXP, int W_BITS, int W_EXP, int TERM_BITS>
struct product_pair {
    static const int AI_BITS = A_BITS - A_EXP;
    static const int WI_BITS = W_BITS - W_EXP;
    static const int E_BITS = (A_EXP > W_EXP ? A_EXP : W_EXP) + 1;

    static_assert(TERM_BITS >= AI_BITS + WI_BITS, "the integers' product fits");

    static ap_uint<TERM_BITS> multiply(const ap_uint<A_BITS> &a, const ap_uint<W_BITS> &w) {
#pragma HLS INLINE
        // The upper bits, an exponent, drop off.
        const ap_int<AI_BITS> a_integer = ap_int<AI_BITS>(a);
        const ap_int<WI_BITS> w_integer = ap_int<WI_BITS>(w);
        const ap_int<TERM_BITS> product = a_integer * w_integer;
        if (A_EXP == 0 && W_EXP == 0) {
            return ap_uint<TERM_BITS>(product);
        }
        const ap_uint<E_BITS> places = ap_uint<E_BITS>(pair_exponent<A_BITS, A_EXP>::of(a))
            + ap_uint<E_BITS>(pair_exponent<W_BITS, W_EXP>::of(w));
        return ap_uint<TERM_BITS>(product << places);
    }
};

}  // namespace accel
