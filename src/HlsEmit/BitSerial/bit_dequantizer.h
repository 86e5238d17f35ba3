// A bit-serial PE's dequantizer: a group's accumulator times its scale, one bit of the scale a cycle.
//
// Parameters: BITS, of the scale's significand, 8 or 11.
// Use: `load` takes the accumulator; `step` takes the scale's bits, the lowest first; `value` is the product after the
// last of them.
// Numbers: the scale is an unpacked_number. `value` is the exact product rounded once to 21 significant bits, to
// nearest, ties to even: a binary32 number without its last three bits, which are 0.
// Structure: a register and a 16-bit addition a step, a rounding at the end.
#pragma once

#include "ap_int.h"
#include "group_sum.h"

namespace accel {

template <int BITS>
struct bit_dequantizer {
    static const int PRODUCT = 15 + BITS;

    group_sum held;
    ap_uint<PRODUCT> product;

    void load(const group_sum &accumulator) {
        held = accumulator;
        product = 0;
    }

    /// The product so far moves right under the place where the next bit adds the significand.
    void step(bool scale_bit) {
        const ap_uint<15> added = scale_bit ? significand(held) : ap_uint<15>(0);
        const ap_uint<PRODUCT + 1> sum = product + (ap_uint<PRODUCT>(added) << int(BITS));
        product = sum >> 1;
    }

    ap_uint<29> value(const ap_uint<6> &scale_exponent) const {
        // The leading one is in one of two places.
        const int REST = PRODUCT - 21;
        const bool top = product[PRODUCT - 1];
        const ap_uint<PRODUCT> normal = top ? product : ap_uint<PRODUCT>(product << 1);
        const bool up = normal[REST - 1] && (normal[REST] || ap_uint<REST>(normal << 1) != 0);
        const ap_uint<22> rounded = ap_uint<21>(normal >> REST) + ap_uint<1>(up);
        const ap_uint<8> leading = held.exponent + scale_exponent + 39 + ap_uint<1>(top) + ap_uint<1>(rounded[21]);

        ap_uint<29> result = ap_uint<20>(rounded);
        result.range(27, 20) = leading;
        result[28] = held.negative;
        return normal[PRODUCT - 1] ? result : ap_uint<29>(0);
    }
};

}  // namespace accel
