// What a PE's lane takes of a weight: a term of it (bit-serial), or the weight unpacked (baselines).
//
// Parameters: MAC, 1 for baselines; FORMAT, 0 for signed integers, 1 for unsigned ones less a zero point, 2 to 6 for
// the small floats of window_decoder, 7 for FP16 (baselines only); CODE_BITS, bits of a code.
// Numbers: `extra` is the group's zero point, or its special value in the six lowest bits. A lane not `used` adds
// nothing. A term is that of booth_term or window_term; `index` says which. An unpacked weight is an unpacked_number
// of 11 bits, or 8 of integers.
// Structure: combinational.
#pragma once

#include "ap_int.h"
#include "booth_term.h"
#include "fp16_unpack.h"
#include "leading_normalizer.h"
#include "unpacked_number.h"
#include "weight_term.h"
#include "window_decoder.h"
#include "window_term.h"

namespace accel {

/// An integer code, less its zero point where the format has one: that takes a bit more than the code.
template <int FORMAT, int CODE_BITS>
struct integer_weight {
    static const int BITS = CODE_BITS + FORMAT;

    static ap_int<BITS> run(const ap_uint<CODE_BITS> &code, const ap_uint<8> &extra) {
        const ap_uint<CODE_BITS> zero_point = FORMAT == 0 ? ap_uint<8>(0) : extra;
        return ap_int<BITS>(code - zero_point);
    }
};

template <int MAC, int FORMAT, int CODE_BITS, bool IS_INTEGER = (FORMAT < 2)>
struct weight_lane;

template <int FORMAT, int CODE_BITS>
struct weight_lane<0, FORMAT, CODE_BITS, true> {
    typedef weight_term lane;

    static lane run(const ap_uint<CODE_BITS> &code, const ap_uint<8> &extra, const ap_uint<3> &index, bool used) {
        typedef integer_weight<FORMAT, CODE_BITS> integer;
        lane term = booth_term<integer::BITS>::run(integer::run(code, extra), index);
        term.any = term.any && used;
        return term;
    }
};

template <int FORMAT, int CODE_BITS>
struct weight_lane<0, FORMAT, CODE_BITS, false> {
    typedef weight_term lane;

    static lane run(const ap_uint<CODE_BITS> &code, const ap_uint<8> &extra, const ap_uint<3> &index, bool used) {
        const ap_uint<6> value = window_decoder<FORMAT>::run(code, ap_uint<6>(extra));
        lane term = window_term(value, index[0]);
        term.any = term.any && used;
        return term;
    }
};

template <int FORMAT, int CODE_BITS>
struct weight_lane<1, FORMAT, CODE_BITS, true> {
    typedef unpacked_number<8> lane;

    static lane run(const ap_uint<CODE_BITS> &code, const ap_uint<8> &extra, const ap_uint<3> &, bool used) {
        typedef integer_weight<FORMAT, CODE_BITS> integer;
        const ap_int<integer::BITS> weight = integer::run(code, extra);
        lane number;
        number.negative = weight < 0;
        const ap_uint<8> magnitude = number.negative ? ap_int<9>(-weight) : ap_int<9>(weight);
        ap_uint<3> zeros = 0;
        leading_normalizer<8>::run(used ? magnitude : ap_uint<8>(0), number.significand, zeros);
        number.exponent = 31 - zeros;
        return number;
    }
};

template <int CODE_BITS>
struct weight_lane<1, 7, CODE_BITS, false> {
    typedef unpacked_number<11> lane;

    static lane run(const ap_uint<CODE_BITS> &code, const ap_uint<8> &, const ap_uint<3> &, bool used) {
        lane number = fp16_unpack(code);
        number.significand = used ? number.significand : ap_uint<11>(0);
        return number;
    }
};

}  // namespace accel
