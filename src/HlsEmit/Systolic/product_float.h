// Multiplies two floating-point numbers of 16 bits or fewer to binary32, nearest, ties to even, subnormals kept.
//
// Parameters: of the activation (A_) and the weight (W_): BITS, EXP and SPECIALS, see float_operand. Significands, the
// leading ones among them, have 23 bits or fewer together.
// The significands' product is exact in binary32; what rounds is a product below its normal numbers, what overflows one
// beyond them, to an infinity. Hardware for either is there only where the formats can reach it. NaN, and infinity
// times zero, make 7fc00000. The significands meet in one DSP slice; the rest is LUTs.
#pragma once

#include "ap_int.h"
#include "float_operand.h"
#include "leading_zeros.h"

namespace accel {

template <int A_BITS, int A_EXP, int A_SPECIALS, int W_BITS, int W_EXP, int W_SPECIALS>
struct product_float {
    static const int A_MAN = A_BITS - 1 - A_EXP;
    static const int W_MAN = W_BITS - 1 - W_EXP;
    static const int P_BITS = A_MAN + W_MAN + 2;

    // The exponent field of a product whose leading one is the upper bit, for operands whose fields are zero.
    static const int OFFSET = 128 + 2 - (1 << (A_EXP - 1)) - (1 << (W_EXP - 1));
    static const int LEAST = OFFSET + 2 - (P_BITS - 1);
    static const int MOST = OFFSET + (1 << A_EXP) - 1 + (1 << W_EXP) - 1;

    static_assert(P_BITS < 24, "significands of 23 bits together");

    static ap_uint<32> multiply(const ap_uint<A_BITS> &a_code, const ap_uint<W_BITS> &w_code) {
#pragma HLS INLINE
        const float_operand<A_BITS, A_EXP, A_SPECIALS> a(a_code);
        const float_operand<W_BITS, W_EXP, W_SPECIALS> w(w_code);
        const bool a_lead = a.field != 0;
        const bool w_lead = w.field != 0;
        const ap_uint<A_MAN + 1> a_wide = ap_uint<A_MAN + 1>(a_lead ? 1 << A_MAN : 0) | ap_uint<A_MAN + 1>(a.mantissa);
        const ap_uint<W_MAN + 1> w_wide = ap_uint<W_MAN + 1>(w_lead ? 1 << W_MAN : 0) | ap_uint<W_MAN + 1>(w.mantissa);
        const ap_uint<P_BITS> product = a_wide * w_wide;
        const ap_uint<5> zeros = leading_zeros<P_BITS>(product);

        // Subnormal operands have the exponent of the smallest normal ones.
        const ap_int<11> fields = ap_int<11>(a.field) + ap_int<11>(w.field);
        const ap_int<11> subnormals = ap_int<11>(a_lead ? 0 : 1) + ap_int<11>(w_lead ? 0 : 1);
        const ap_int<11> base = fields + subnormals;
        const ap_int<11> exponent = base + ap_int<11>(OFFSET) - ap_int<11>(zeros);
        const ap_uint<24> fraction = ap_uint<24>(ap_uint<P_BITS>(product << zeros)) << (24 - P_BITS);
        const ap_uint<31> finite = LEAST >= 1 && MOST <= 254 ? normal(exponent, fraction) : rounded(exponent, fraction);

        const bool a_zero = a.size == 0;
        const bool w_zero = w.size == 0;
        ap_uint<32> term = ap_uint<32>(finite);
        if (a.is_infinity || w.is_infinity) {
            term = 0x7f800000;
        } else if (a_zero || w_zero) {
            term = 0;
        }
        term[31] = a.sign != w.sign;
        if (a.is_nan || w.is_nan || (a.is_infinity && w_zero) || (w.is_infinity && a_zero)) {
            term = 0x7fc00000;
        }
        return term;
    }

private:
    static ap_uint<31> normal(const ap_int<11> &exponent, const ap_uint<24> &fraction) {
#pragma HLS INLINE
        const ap_uint<31> field = ap_uint<31>(ap_uint<8>(exponent)) << 23;
        return field | ap_uint<31>(ap_uint<23>(fraction));
    }

    static ap_uint<31> rounded(const ap_int<11> &exponent, const ap_uint<24> &fraction) {
#pragma HLS INLINE
        const bool subnormal = exponent < 1;
        const ap_int<11> below = ap_int<11>(1) - exponent;
        const ap_uint<5> places = !subnormal ? ap_uint<5>(0) : below > 25 ? ap_uint<5>(25) : ap_uint<5>(below);
        const ap_uint<49> shifted = ap_uint<49>(ap_uint<49>(fraction) << 25) >> places;
        const ap_uint<24> sticky = shifted.range(23, 0);
        const bool up = shifted[24] && (shifted[25] || sticky != 0);
        const ap_uint<23> kept = shifted.range(47, 25);
        ap_uint<31> packed = ap_uint<31>(subnormal ? ap_uint<8>(0) : ap_uint<8>(exponent)) << 23;
        packed |= ap_uint<31>(kept);
        return exponent > 254 ? ap_uint<31>(0x7f800000) : ap_uint<31>(packed + ap_uint<31>(up ? 1 : 0));
    }
};

}  // namespace accel
