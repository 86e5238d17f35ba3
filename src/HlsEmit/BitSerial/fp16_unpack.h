// Unpacks an FP16 number into a sign, an exponent and a significand whose leading one stands at the top.
//
// Numbers: the value is significand 2^(exponent - 34); exponents are 0 to 39, subnormal numbers are exact, and zero has
// the significand 0. Infinities and NaN have no meaning here.
// Structure: combinational.
#pragma once

#include "ap_int.h"
#include "leading_normalizer.h"
#include "unpacked_number.h"

namespace accel {

inline unpacked_number<11> fp16_unpack(const ap_uint<16> &value) {
    const ap_uint<5> field = value.range(14, 10);
    const bool normal = field != 0;
    ap_uint<11> significand = value.range(9, 0);
    significand[10] = normal;

    unpacked_number<11> result;
    ap_uint<4> zeros = 0;
    leading_normalizer<11>::run(significand, result.significand, zeros);
    const ap_uint<6> largest = ap_uint<6>(normal ? field : ap_uint<5>(1)) + 9;
    result.exponent = largest - zeros;
    result.negative = value[15];
    return result;
}

}  // namespace accel
