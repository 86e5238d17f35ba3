// Packs weights and activations for one multiplication that makes all their products, each in a lane of its own.
//
// One or two values of the wide port are those of A and D, which the slice's pre-adder sums up: high x 2^offset + low.
// More go to D without their signs, and their signs to A, which the slice then subtracts: joining bits is enough. The
// narrow port takes one value, or the sum of several.
#pragma once

#include "ap_int.h"

namespace accel {

template <class SHAPE>
struct packed_operands {
    /// More values than A and D can take one by one.
    static const bool subtracts = SHAPE::wides > 2;

    ap_int<27> a, d;
    ap_int<SHAPE::narrow_bits> b;

    packed_operands(const typename SHAPE::weight_t weights[SHAPE::weights],
                    const typename SHAPE::activation_t activations[SHAPE::activations]) {
#pragma HLS INLINE
        const int OFFSET = SHAPE::spacing * SHAPE::narrows;
        const int SIGN = SHAPE::wide_bits - 1;
        a = 0;
        d = 0;
        b = 0;
    wides:
        for (int i = 0; i < SHAPE::wides; ++i) {
#pragma HLS UNROLL
            const ap_int<27> value = SHAPE::wide_weights ? ap_int<27>(weights[i]) : ap_int<27>(activations[i]);
            if (subtracts) {
                const ap_int<27> sign = (value >> SIGN) & ap_int<27>(1);
                const ap_int<27> magnitude = value & ap_int<27>((1 << SIGN) - 1);
                a |= sign << (OFFSET * i + SIGN);
                d |= magnitude << (OFFSET * i);
            } else if (i == 0) {
                a = value;
            } else {
                d = value << (OFFSET * i);
            }
        }
    narrows:
        for (int i = 0; i < SHAPE::narrows; ++i) {
#pragma HLS UNROLL
            typedef ap_int<SHAPE::narrow_bits> narrow_t;
            const narrow_t value = SHAPE::wide_weights ? narrow_t(activations[i]) : narrow_t(weights[i]);
            b = narrow_t(b + (value << (SHAPE::spacing * i)));
        }
    }
};

}  // namespace accel
