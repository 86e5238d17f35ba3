// The fields of an FP16 activation as bit-serial PEs take them.
//
// Numbers: the value is significand 2^(exponent - 25) with its sign; subnormal numbers and zero have exponent 1 and no
// leading one. Infinities and NaN have no meaning here.
// Structure: combinational.
#pragma once

#include "ap_int.h"

namespace accel {

struct fp16_fields {
    bool negative;
    ap_uint<5> exponent;
    ap_uint<11> significand;

    static fp16_fields of(const ap_uint<16> &value) {
        const ap_uint<5> field = value.range(14, 10);
        fp16_fields result;
        result.negative = value[15];
        result.exponent = field == 0 ? ap_uint<5>(1) : field;
        result.significand = value.range(9, 0);
        result.significand[10] = field != 0;
        return result;
    }
};

}  // namespace accel
