// Decodes a 4-bit float-integer code (flint) to an exponent-integer pair: integer << exponent.
//
// Parameters: SIGNED, 1 for a sign and three bits, 0 for four bits; INT_BITS, bits of the signed integer, 4 or more
// when SIGNED, else 5 or more.
// A clear top bit: the code is its integer. A set one: with z leading zeros in the low bits, the exponent is 2z and the
// integer the low bits, doubled; (twice their number, 1) when they are all zero. Logic only.
#pragma once

#include "ap_int.h"

namespace accel {

template <int SIGNED, int INT_BITS>
struct flint4_decoder;

template <int INT_BITS>
struct flint4_decoder<1, INT_BITS> {
    static void decode(const ap_uint<4> &code, ap_uint<3> &exponent, ap_int<INT_BITS> &integer_part) {
#pragma HLS INLINE
        const ap_uint<2> low = code.range(1, 0);
        ap_uint<INT_BITS> magnitude = ap_uint<INT_BITS>(low);
        exponent = 0;
        if (code[2]) {
            if (low == 0) {
                exponent = 4;
                magnitude = 1;
            } else if (low == 1) {
                exponent = 2;
                magnitude = 2;
            } else {
                magnitude = magnitude << 1;
            }
        }
        integer_part = code[3] ? ap_int<INT_BITS>(-magnitude) : ap_int<INT_BITS>(magnitude);
    }
};

template <int INT_BITS>
struct flint4_decoder<0, INT_BITS> {
    static void decode(const ap_uint<4> &code, ap_uint<3> &exponent, ap_int<INT_BITS> &integer_part) {
#pragma HLS INLINE
        const ap_uint<3> low = code.range(2, 0);
        ap_uint<INT_BITS> magnitude = ap_uint<INT_BITS>(low);
        exponent = 0;
        if (code[3]) {
            magnitude = magnitude << 1;
            if (low == 0) {
                exponent = 6;
                magnitude = 1;
            } else if (low == 1) {
                exponent = 4;
            } else if (low < 4) {
                exponent = 2;
            }
        }
        integer_part = ap_int<INT_BITS>(magnitude);
    }
};

}  // namespace accel
