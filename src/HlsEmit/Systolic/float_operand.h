// The fields of a floating-point number of 16 bits or fewer, and what its special codes say.
//
// Parameters: BITS; EXP, bits of the exponent field, whose bias is 2^(EXP-1) - 1; SPECIALS, 0 for infinities and NaN as
// in IEEE 754, 1 when only the code of all ones is NaN, 2 when every code is a number. Logic only.
#pragma once

#include "ap_int.h"

namespace accel {

template <int BITS, int EXP, int SPECIALS>
struct float_operand {
    static const int MAN = BITS - 1 - EXP;
    static const int BIAS = (1 << (EXP - 1)) - 1;

    explicit float_operand(const ap_uint<BITS> &code)
        : sign(code[BITS - 1]), size(code), field(code.range(BITS - 2, MAN)), mantissa(code.range(MAN - 1, 0)) {
#pragma HLS INLINE
        const bool ones = field == ap_uint<EXP>((1 << EXP) - 1);
        const bool all_ones = size == ap_uint<BITS - 1>((1 << (BITS - 1)) - 1);
        is_infinity = SPECIALS == 0 && ones && mantissa == 0;
        is_nan = SPECIALS == 0 ? ones && mantissa != 0 : SPECIALS == 1 && all_ones;
    }

    bool sign;
    ap_uint<BITS - 1> size;
    ap_uint<EXP> field;
    ap_uint<MAN> mantissa;
    bool is_infinity, is_nan;
};

}  // namespace accel
