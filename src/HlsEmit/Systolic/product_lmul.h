// The product of L-Mul (arXiv 2410.00907) in binary32: exponents and mantissas are added, with an offset, in one adder.
//
// Parameters: of the activation (A_) and the weight (W_): BITS, EXP and SPECIALS, see float_operand.
// (1 + x + y + 2^-l) 2^(e + f) for mantissas x and y; with m bits of mantissa, the wider of the two, l is m up to 3, 3
// for 4, and 4 above. A subnormal number counts as +0, and zero makes zero. A product beyond binary32 is an infinity,
// one below its normal numbers zero. NaN, and infinity times zero, make 7fc00000. LUTs only, no multiplier.
#pragma once

#include "ap_int.h"
#include "float_operand.h"

namespace accel {

template <int A_BITS, int A_EXP, int A_SPECIALS, int W_BITS, int W_EXP, int W_SPECIALS>
struct product_lmul {
    static const int A_MAN = A_BITS - 1 - A_EXP;
    static const int W_MAN = W_BITS - 1 - W_EXP;
    static const int MAN = A_MAN > W_MAN ? A_MAN : W_MAN;
    static const int L = MAN <= 3 ? MAN : MAN == 4 ? 3 : 4;

    // 127 less both biases, and the offset 2^-l, in units of the last place.
    static const int CONSTANT =
        (127 + 2 - (1 << (A_EXP - 1)) - (1 << (W_EXP - 1))) * (1 << MAN) + (1 << (MAN - L));
    static const int S_BITS = MAN + 11;

    static ap_uint<32> multiply(const ap_uint<A_BITS> &a_code, const ap_uint<W_BITS> &w_code) {
#pragma HLS INLINE
        const float_operand<A_BITS, A_EXP, A_SPECIALS> a(a_code);
        const float_operand<W_BITS, W_EXP, W_SPECIALS> w(w_code);
        const bool a_zero = a.field == 0;
        const bool w_zero = w.field == 0;

        // Both fields at once: the carry of the mantissas runs into the exponent by itself.
        const ap_int<S_BITS> a_fields = ap_int<S_BITS>(a.size) << (MAN - A_MAN);
        const ap_int<S_BITS> w_fields = ap_int<S_BITS>(w.size) << (MAN - W_MAN);
        const ap_int<S_BITS> sum = a_fields + w_fields + ap_int<S_BITS>(CONSTANT);
        const ap_int<11> exponent = sum >> (S_BITS - 11);

        const bool zero = a_zero || w_zero;
        const bool infinite = a.is_infinity || w.is_infinity || (exponent > 254 && !zero);
        ap_uint<32> term = 0;
        if (infinite) {
            term = 0x7f800000;
        } else if (!zero && exponent >= 1) {
            term = ap_uint<32>(ap_uint<MAN + 8>(sum)) << (23 - MAN);
        }
        term[31] = (a.sign && !a_zero) != (w.sign && !w_zero);
        if (a.is_nan || w.is_nan || (a.is_infinity && w_zero) || (w.is_infinity && a_zero)) {
            term = 0x7fc00000;
        }
        return term;
    }
};

}  // namespace accel
