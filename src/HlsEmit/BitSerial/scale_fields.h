// What a beat of scales has for a row: its channel's FP16 scale, the group's scale, and what the group stores beside.
//
// Parameters: SCALE, EXTRA, SPECIALS, see bitserial_engine.
// Numbers: an integer scale is one of 8 bits without sign; without a stored scale it is 1. `extra` is a zero point, or
// a special value out of the register file of four.
// Structure: combinational.
#pragma once

#include "ap_int.h"
#include "fp16_unpack.h"
#include "fp32_bits.h"
#include "leading_normalizer.h"
#include "unpacked_number.h"

namespace accel {

template <int SCALE>
struct group_scale;

template <>
struct group_scale<0> {
    static unpacked_number<8> of(const ap_uint<16> &) {
        unpacked_number<8> one;
        one.negative = false;
        one.exponent = 24;
        one.significand = 128;
        return one;
    }
};
template <>
struct group_scale<8> {
    static unpacked_number<8> of(const ap_uint<16> &stored) {
        unpacked_number<8> scale;
        ap_uint<3> zeros = 0;
        leading_normalizer<8>::run(ap_uint<8>(stored), scale.significand, zeros);
        scale.negative = false;
        scale.exponent = 31 - zeros;
        return scale;
    }
};
template <>
struct group_scale<16> {
    static unpacked_number<11> of(const ap_uint<16> &stored) {
        unpacked_number<11> scale = fp16_unpack(stored);
        scale.negative = false;
        return scale;
    }
};

template <int SCALE, int EXTRA, int SPECIALS>
struct scale_fields {
    static const int BITS = 16 + SCALE + EXTRA;

    static ap_uint<16> channel(const ap_uint<BITS> &field) { return ap_uint<16>(field); }

    static ap_uint<16> group(const ap_uint<BITS> &field) {
        const ap_uint<16> above = field >> 16;
        return SCALE == 8 ? ap_uint<16>(ap_uint<8>(above)) : above;
    }

    static ap_uint<8> extra(const ap_uint<BITS> &field) {
        const ap_uint<8> stored = EXTRA == 0 ? ap_uint<BITS>(0) : ap_uint<BITS>(field >> (16 + SCALE));
        const ap_uint<24> specials = SPECIALS;
        const ap_uint<6> special = specials >> (6 * (stored.to_int() & 3));
        return EXTRA == 8 || EXTRA == 0 ? stored : ap_uint<8>(special);
    }
};

/// The binary32 number that an unpacked one is.
template <int BITS>
float fp32_of(const unpacked_number<BITS> &number) {
    const ap_uint<BITS - 1> behind = number.significand;
    ap_uint<32> bits = ap_uint<32>(behind) << (24 - BITS);
    bits.range(30, 23) = number.significand == 0 ? ap_uint<8>(0) : ap_uint<8>(number.exponent + 103);
    bits[31] = number.negative;
    return fp32_number(bits);
}

}  // namespace accel
