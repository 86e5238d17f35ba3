// One of the two terms of a weight in sign and halves: the leading one of the upper window, or of the lower one.
//
// Numbers: `value` is a sign above five bits of halves, of which at most two are ones. The upper window is bits 4 to 1
// (block significance 1), the lower one bits 3 to 0 without the bit that the upper one has taken (block significance
// 0).
// Structure: combinational.
#pragma once

#include "ap_int.h"
#include "weight_term.h"

namespace accel {

inline weight_term window_term(const ap_uint<6> &value, bool lower) {
    // The bit of the lower window that the upper one has taken; its top bit is none of them.
    ap_uint<4> rest = value.range(3, 0);
    if (!value[4]) {
        const int taken = value[3] ? 3 : value[2] ? 2 : 1;
        rest[taken] = false;
    }
    const ap_uint<4> upper = value.range(4, 1);
    const ap_uint<4> window = lower ? rest : upper;

    weight_term term;
    term.negative = value[5];
    term.any = window != 0;
    term.exponent = window[3] ? 3 : window[2] ? 2 : window[1] ? 1 : 0;
    return term;
}

}  // namespace accel
