// One over the square root of a positive number.
//
// Numbers: the first guess has the bits 0x5F375A86 less half of those of x, as integers; three steps of Newton
//   follow, y = y * (1.5 - ((0.5 * x) * y) * y). Within 4e-7 of itself for x from 2^-100 to 2^100.
#pragma once

#include "float_bits.h"

namespace accel {

inline float reciprocal_root(float x) {
#pragma HLS INLINE
    const float half = 0.5f * x;
    float y = float_of_bits(0x5F375A86u - (bits_of_float(x) >> 1));
steps:
    for (int i = 0; i < 3; ++i) {
#pragma HLS UNROLL
        const float square = (half * y) * y;
        y = y * (1.5f - square);
    }
    return y;
}

}  // namespace accel
