// The arithmetic of a PE of any kind: the product of two operands, added to a sum.
//
// Parameters: PE, 0 for integers and exponent-integer pairs (product_pair), 1 for weights that are powers of two or
// ternary (product_shift), 2 for floating-point numbers (product_float), 3 for L-Mul (product_lmul), 4 as 1 with the
// power of two or ternary operand at `a`, for input-stationary arrays; of the operands at `a` and `w`: BITS; EXP, how
// many of them are an exponent; SPECIALS, of floating-point numbers, see float_operand; TERM_BITS, bits of a product,
// 32 for PE 2 and 3; ACC_BITS, bits of the sum, 32 for PE 2 and 3; SATURATE, 1 when an integer sum saturates, else it
// wraps.
// Floating-point products are rounded to binary32 before they are added, in binary32. Logic only.
#pragma once

#include "ap_int.h"
#include "product_float.h"
#include "product_lmul.h"
#include "product_pair.h"
#include "product_shift.h"
#include "sum_add.h"

namespace accel {

/// The multiplier of a kind of PEs.
template <int PE, int A_BITS, int A_EXP, int A_SPECIALS, int W_BITS, int W_EXP, int W_SPECIALS, int TERM_BITS>
struct pe_product;

template <int A_BITS, int A_EXP, int A_SPECIALS, int W_BITS, int W_EXP, int W_SPECIALS, int TERM_BITS>
struct pe_product<0, A_BITS, A_EXP, A_SPECIALS, W_BITS, W_EXP, W_SPECIALS, TERM_BITS>
    : product_pair<A_BITS, A_EXP, W_BITS, W_EXP, TERM_BITS> {};

template <int A_BITS, int A_EXP, int A_SPECIALS, int W_BITS, int W_EXP, int W_SPECIALS, int TERM_BITS>
struct pe_product<1, A_BITS, A_EXP, A_SPECIALS, W_BITS, W_EXP, W_SPECIALS, TERM_BITS>
    : product_shift<A_BITS, W_BITS, TERM_BITS> {};

template <int A_BITS, int A_EXP, int A_SPECIALS, int W_BITS, int W_EXP, int W_SPECIALS>
struct pe_product<2, A_BITS, A_EXP, A_SPECIALS, W_BITS, W_EXP, W_SPECIALS, 32>
    : product_float<A_BITS, A_EXP, A_SPECIALS, W_BITS, W_EXP, W_SPECIALS> {};

template <int A_BITS, int A_EXP, int A_SPECIALS, int W_BITS, int W_EXP, int W_SPECIALS>
struct pe_product<3, A_BITS, A_EXP, A_SPECIALS, W_BITS, W_EXP, W_SPECIALS, 32>
    : product_lmul<A_BITS, A_EXP, A_SPECIALS, W_BITS, W_EXP, W_SPECIALS> {};

template <int A_BITS, int A_EXP, int A_SPECIALS, int W_BITS, int W_EXP, int W_SPECIALS, int TERM_BITS>
struct pe_product<4, A_BITS, A_EXP, A_SPECIALS, W_BITS, W_EXP, W_SPECIALS, TERM_BITS> {
    static ap_uint<TERM_BITS> multiply(const ap_uint<A_BITS> &a, const ap_uint<W_BITS> &w) {
#pragma HLS INLINE
        return product_shift<W_BITS, A_BITS, TERM_BITS>::multiply(w, a);
    }
};

template <int PE, int A_BITS, int A_EXP, int A_SPECIALS, int W_BITS, int W_EXP, int W_SPECIALS, int TERM_BITS,
          int ACC_BITS, int SATURATE>
struct pe_mac {
    /// KIND of sum_add.
    static const int KIND = PE == 2 || PE == 3 ? 2 : SATURATE;

    static ap_uint<ACC_BITS> add(const ap_uint<A_BITS> &a, const ap_uint<W_BITS> &w, const ap_uint<ACC_BITS> &sum) {
#pragma HLS INLINE
        typedef pe_product<PE, A_BITS, A_EXP, A_SPECIALS, W_BITS, W_EXP, W_SPECIALS, TERM_BITS> product;
        return sum_add<KIND, TERM_BITS, ACC_BITS>::add(sum, product::multiply(a, w));
    }
};

}  // namespace accel
