// A binary32 number as its bits, and the number that bits are.
//
// Wires only: the tool makes nothing of it.
#pragma once

#include "ap_int.h"

namespace accel {

union fp32_word {
    unsigned bits;
    float number;
};

inline ap_uint<32> fp32_bits(float number) {
    fp32_word word;
    word.number = number;
    return ap_uint<32>(word.bits);
}

inline float fp32_number(const ap_uint<32> &bits) {
    fp32_word word;
    word.bits = bits.to_uint();
    return word.number;
}

}  // namespace accel
