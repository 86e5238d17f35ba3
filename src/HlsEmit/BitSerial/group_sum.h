// A bit-serial PE's accumulator: a number of 15 significant bits.
//
// Numbers: a sign, the exponent of the leading one plus 64 (0 for zero, which has no sign), and the 14 bits behind it.
#pragma once

#include "ap_int.h"

namespace accel {

struct group_sum {
    bool negative;
    ap_uint<7> exponent;
    ap_uint<14> fraction;
};

inline group_sum zero_group_sum() {
    group_sum zero;
    zero.negative = false;
    zero.exponent = 0;
    zero.fraction = 0;
    return zero;
}

/// The number in 22 bits, the sign at the top, and back.
inline ap_uint<22> pack(const group_sum &sum) {
    ap_uint<22> word = sum.fraction;
    word.range(20, 14) = sum.exponent;
    word[21] = sum.negative;
    return word;
}

inline group_sum unpack(const ap_uint<22> &word) {
    group_sum sum;
    sum.negative = word[21];
    sum.exponent = word.range(20, 14);
    sum.fraction = word.range(13, 0);
    return sum;
}

/// The fraction with its leading one; 0 for zero.
inline ap_uint<15> significand(const group_sum &sum) {
    ap_uint<15> result = sum.fraction;
    result[14] = sum.exponent != 0;
    return result;
}

}  // namespace accel
