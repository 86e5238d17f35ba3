// One slice of a chain: P = (D + A) x B + the word of the slice before, or (D - A) x B.
//
// 27 x 18 bits into 48 for a DSP48E2, 27 x 24 into 58 for a DSP58. All widths are the slice's, and the product goes
// nowhere but into the sum, so that Vitis matches pre-adder, multiplier and adder with one slice. There is no BIND_OP:
// a multiplier that is bound is no longer matched with its adders. Where the cascade must be certain, the vendor's
// hls::dsp48e2::cascade of hls_dsp_builtins.h can take the place of this one function.
#pragma once

#include "ap_int.h"

namespace accel {

template <class SHAPE, bool SUBTRACTS>
struct dsp_slice {
    typedef typename SHAPE::word_t word_t;

    static word_t multiply_add(const ap_int<27> &d, const ap_int<27> &a, const ap_int<SHAPE::narrow_bits> &b,
                               const word_t &prior) {
#pragma HLS INLINE
        const ap_int<27> ad = SUBTRACTS ? ap_int<27>(d - a) : ap_int<27>(d + a);
        const ap_int<27 + SHAPE::narrow_bits> m = ad * b;
        const word_t p = word_t(m + prior);
        return p;
    }
};

}  // namespace accel
