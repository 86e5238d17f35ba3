// Decodes a code of a small float into its sign and magnitude in halves, with the group's special value.
//
// Parameters: FORMAT, 2 for fp4 (E2M1), 3 for fp3, 4 for flint4, 5 for ternary, 6 for denseshift3.
// Numbers: codes are sign and magnitude, but ternary's, which are 0 for -1, 1 for 0 and 2 for 1. `special` and the
// value are a sign above five bits of halves. Negative zero stands for `special`, which is 0 where there is none.
// Structure: combinational.
#pragma once

#include "ap_int.h"

namespace accel {

template <int FORMAT>
struct window_decoder {
    static const int CODE_BITS = FORMAT == 2 || FORMAT == 4 ? 4 : FORMAT == 5 ? 2 : 3;

    static ap_uint<6> run(const ap_uint<CODE_BITS> &code, const ap_uint<6> &special) {
        const ap_uint<CODE_BITS - 1> magnitude = code;
        const bool sign = FORMAT == 5 ? code == 0 : code[CODE_BITS - 1];
        const bool has_special = FORMAT == 2 || FORMAT == 3 || FORMAT == 4;
        const bool negative_zero = has_special && sign && magnitude == 0;

        ap_uint<6> value = halves(code.to_int(), magnitude.to_int());
        value[5] = sign;
        return negative_zero ? special : value;
    }

private:
    static ap_uint<6> halves(int code, int magnitude) {
        // Below 2 fp4 counts halves; from there on one bit is behind the leading one.
        const int fp4 = magnitude < 4 ? magnitude : (magnitude & 1 ? 6 : 4) << (magnitude & 2 ? 1 : 0);
        const int flint = magnitude < 4 ? magnitude : magnitude == 4 ? 16 : magnitude == 5 ? 8 : magnitude == 6 ? 4 : 6;
        return FORMAT == 2 ? fp4
            : FORMAT == 3 ? (magnitude == 0 ? 0 : 1 << magnitude)
            : FORMAT == 4 ? flint
            : FORMAT == 5 ? (code == 1 ? 0 : 2)
            : 2 << magnitude;
    }
};

}  // namespace accel
