// Rounds a binary32 number to FP16, to nearest, ties to even.
//
// Numbers: subnormal FP16 numbers are kept; beyond the largest number comes infinity. Subnormal binary32 numbers become
// zero, which is what they round to; infinities and NaN do not occur.
// Structure: combinational.
#pragma once

#include "ap_int.h"

namespace accel {

inline ap_uint<16> fp32_to_fp16(const ap_uint<32> &value) {
    // FP16's exponent field, or how far below 1 it would be, which is how far a subnormal number is shifted.
    const ap_uint<8> exponent = value.range(30, 23);
    const ap_int<9> field = exponent - ap_uint<8>(112);
    const bool tiny = field < 1;
    const ap_uint<8> below = 1 - field;
    const ap_uint<4> places = !tiny ? ap_uint<8>(0) : below > 15 ? ap_uint<8>(15) : below;
    ap_uint<39> wide = value.range(22, 0);
    wide[23] = exponent != 0;
    const ap_uint<39> shifted = (wide << 15) >> places;

    const bool up = shifted[27] && (shifted[28] || ap_uint<27>(shifted) != 0);
    const ap_uint<10> fraction = shifted.range(37, 28);
    const ap_uint<15> truncated = (ap_uint<15>(tiny ? ap_int<9>(0) : field) << 10) + fraction;
    const ap_uint<15> rounded = truncated + ap_uint<1>(up);
    const bool infinite = field > 30;

    ap_uint<16> half = infinite ? ap_uint<15>(0x7c00) : rounded;
    half[15] = value[31];
    return half;
}

}  // namespace accel
