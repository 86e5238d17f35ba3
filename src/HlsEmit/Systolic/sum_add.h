// Adds a term to an accumulator: integers that wrap or saturate, or binary32.
//
// Parameters: KIND, 0 for signed integers that wrap, 1 for ones that saturate, 2 for binary32 (fp32_add); TERM_BITS,
// bits of the term; SUM_BITS, bits of the sum; both are 32 for binary32.
// The sum is exact when it fits SUM_BITS. When not, wrapping keeps the low bits, saturating the nearest value that
// fits. Logic only; where a sum comes back to its own adder, it is the recurrence that the clock must hold.
#pragma once

#include "ap_int.h"
#include "fp32_add.h"

namespace accel {

template <int KIND, int TERM_BITS, int SUM_BITS>
struct sum_add;

template <int TERM_BITS, int SUM_BITS>
struct sum_add<0, TERM_BITS, SUM_BITS> {
    static ap_uint<SUM_BITS> add(const ap_uint<SUM_BITS> &sum, const ap_uint<TERM_BITS> &term) {
#pragma HLS INLINE
        return ap_uint<SUM_BITS>(ap_int<SUM_BITS>(sum) + ap_int<TERM_BITS>(term));
    }
};

template <int TERM_BITS, int SUM_BITS>
struct sum_add<1, TERM_BITS, SUM_BITS> {
    static const int WIDE = (TERM_BITS > SUM_BITS ? TERM_BITS : SUM_BITS) + 1;

    static ap_uint<SUM_BITS> add(const ap_uint<SUM_BITS> &sum, const ap_uint<TERM_BITS> &term) {
#pragma HLS INLINE
        const ap_int<WIDE> exact = ap_int<SUM_BITS>(sum) + ap_int<TERM_BITS>(term);
        const ap_int<SUM_BITS> low = ap_int<SUM_BITS>(exact);
        ap_uint<SUM_BITS> result = ap_uint<SUM_BITS>(low);
        if (ap_int<WIDE>(low) != exact) {
            // The sign, and its opposite in all other bits.
            const ap_uint<SUM_BITS> least = ap_uint<SUM_BITS>(1) << (SUM_BITS - 1);
            result = exact < 0 ? least : ap_uint<SUM_BITS>(~least);
        }
        return result;
    }
};

template <>
struct sum_add<2, 32, 32> {
    static ap_uint<32> add(const ap_uint<32> &sum, const ap_uint<32> &term) {
#pragma HLS INLINE
        return fp32_add(sum, term);
    }
};

}  // namespace accel
