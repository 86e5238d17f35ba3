// One radix-4 Booth term of a signed integer: digit `index` of -2, -1, 0, 1, 2, each worth 4 times the one before.
//
// Parameters: BITS, of the integer, 2 to 9.
// Numbers: the block significance that goes with a term is 2 `index`, but 6 for digit 4, which only nine bits have and
// which is never 2: its exponent has two more instead.
// Structure: combinational.
#pragma once

#include "ap_int.h"
#include "weight_term.h"

namespace accel {

template <int BITS>
struct booth_term {
    static const int WIDE = 2 * ((BITS + 1) / 2) + 2;

    static weight_term run(const ap_int<BITS> &weight, const ap_uint<3> &index) {
        // A zero to the right of bit 0, copies of the sign to the left.
        const ap_int<WIDE> extended = ap_int<WIDE>(weight) << 1;
        const ap_uint<3> window = extended >> (2 * index.to_int());

        const bool two = window == 3 || window == 4;
        weight_term term;
        term.any = window != 0 && window != 7;
        term.negative = term.any && window[2];
        term.exponent = two ? 1 : 0;
        term.exponent[1] = term.any && index[2];
        return term;
    }
};

}  // namespace accel
