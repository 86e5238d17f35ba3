// Binary16, the format of everything that lies in memory, and words of sixteen of them.
//
// Numbers: to binary32 is exact, subnormal ones included. From binary32 rounds to nearest even, into subnormal ones
//   too; what would be beyond 65504 becomes 65504 of its sign. Infinities and NaN do not occur.
// Words: 256 bits, the first number lowest.
#pragma once

#include "ap_int.h"
#include "float_bits.h"
#include "float_lanes.h"

namespace accel {

typedef ap_uint<16 * float_lanes::count> half_word;

inline float half_to_float(ap_uint<16> half) {
#pragma HLS INLINE
    const unsigned int bits = half.to_uint();
    const unsigned int exponent = bits >> 10 & 31;
    unsigned int mantissa = bits & 1023;
    unsigned int biased = exponent + 112;
    if (exponent == 0) {
        // A subnormal number is shifted until its first one stands where others have theirs hidden.
        biased = 113;
        if (mantissa < 8) {
            mantissa <<= 8;
            biased -= 8;
        }
        if (mantissa < 128) {
            mantissa <<= 4;
            biased -= 4;
        }
        if (mantissa < 512) {
            mantissa <<= 2;
            biased -= 2;
        }
        if (mantissa < 1024) {
            mantissa <<= 1;
            biased -= 1;
        }
    }
    const bool is_zero = exponent == 0 && (bits & 1023) == 0;
    const unsigned int magnitude = is_zero ? 0 : biased << 23 | (mantissa & 1023) << 13;
    return float_of_bits((bits >> 15) << 31 | magnitude);
}

inline ap_uint<16> float_to_half(float value) {
#pragma HLS INLINE
    const unsigned int bits = bits_of_float(value);
    const unsigned int magnitude = bits & 0x7FFFFFFFu;
    const unsigned int exponent = magnitude >> 23;
    unsigned int half = 0;
    if (magnitude >= 0x477FF000u) {
        half = 0x7BFF;
    } else if (exponent >= 113) {
        const unsigned int rebased = magnitude - (112u << 23);
        half = (rebased + 0xFFF + (rebased >> 13 & 1)) >> 13;
    } else if (exponent >= 102) {
        // Units are of 2^-24.
        const unsigned int shift = 126 - exponent;
        const unsigned int whole = (magnitude & 0x7FFFFFu) | 0x800000u;
        const unsigned int kept = whole >> shift;
        const unsigned int rest = whole & ((1u << shift) - 1);
        const unsigned int middle = 1u << (shift - 1);
        half = kept + ((rest > middle || (rest == middle && (kept & 1) != 0)) ? 1 : 0);
    }
    return ap_uint<16>((bits >> 31) << 15 | half);
}

inline float_lanes unpack_halves(half_word word) {
#pragma HLS INLINE
    float_lanes lanes;
lanes_of_word:
    for (int i = 0; i < float_lanes::count; ++i) {
#pragma HLS UNROLL
        const ap_uint<16> half = word.range(16 * i + 15, 16 * i);
        lanes.at[i] = half_to_float(half);
    }
    return lanes;
}

inline half_word pack_halves(const float_lanes &lanes) {
#pragma HLS INLINE
    half_word word = 0;
lanes_of_word:
    for (int i = 0; i < float_lanes::count; ++i) {
#pragma HLS UNROLL
        word.range(16 * i + 15, 16 * i) = float_to_half(lanes.at[i]);
    }
    return word;
}

}  // namespace accel
