// e to the power of a number that is not positive.
//
// Numbers: 0 below -33, where the power is less than 2^-47. Else n = the integer nearest to x log2 e, which a cast
//   finds of x * 1.44269504 - 0.5; r = (x - n * 0.693359375) + n * 0.000212194440, of which the first product is
//   exact; the Taylor polynomial of degree 7 in r by Horner's rule, from 1/5040; and that times 2^n, which is exact.
//   The result is 1 of 0 and else within 4e-7 of itself.
#pragma once

#include "float_bits.h"

namespace accel {

inline float exponential(float x) {
#pragma HLS INLINE
    const bool is_in_range = x >= -33.0f;
    const float bounded = is_in_range ? x : 0.0f;
    const int n = int(bounded * 1.44269504f - 0.5f);
    const float whole = float(n);
    const float r = (bounded - whole * 0.693359375f) + whole * 0.000212194440f;
    float sum = r * (1.0f / 5040.0f) + (1.0f / 720.0f);
    sum = sum * r + (1.0f / 120.0f);
    sum = sum * r + (1.0f / 24.0f);
    sum = sum * r + (1.0f / 6.0f);
    sum = sum * r + 0.5f;
    sum = sum * r + 1.0f;
    sum = sum * r + 1.0f;
    const float power = float_of_bits((unsigned int)(127 + n) << 23);
    return is_in_range ? sum * power : 0.0f;
}

}  // namespace accel
