// Bit-serial PE: FP16 activations times terms of weights, added to a group's sum.
//
// Parameters: LANES, 1 to 32; UNIT, -1 when a weight's last place is worth 2^-1, 0 when it is 1.
// Numbers: those of largest_exponent, aligned_dot and group_add; a group starts from zero.
// Structure: three stages, of which only the last, group_add, is in the recurrence of the sum.
#pragma once

#include "aligned_dot.h"
#include "ap_int.h"
#include "fp16_fields.h"
#include "group_add.h"
#include "group_sum.h"
#include "largest_exponent.h"
#include "weight_term.h"

namespace accel {

template <int LANES, int UNIT>
struct bitserial_pe {
    typedef weight_term weight;
    typedef fp16_fields activation;
    typedef group_sum sum;

    static const int SUM_BITS = 22;

    // The last bit of a dot product weighs 2^(largest - 28), that of an accumulator 2^(exponent - 64 - 14).
    static const int OFFSET = 50 + UNIT;

    static activation unpack(const ap_uint<16> &value) { return fp16_fields::of(value); }

    static sum zero() { return zero_group_sum(); }

    static ap_uint<SUM_BITS> packed(const sum &value) { return pack(value); }

    static sum add(
        const sum &accumulator, const weight weights[LANES], const activation activations[LANES],
        const ap_uint<3> &significance) {
        const ap_uint<6> largest = largest_exponent<LANES>::run(weights, activations);
        const ap_int<aligned_dot<LANES>::SUM_BITS> dot = aligned_dot<LANES>::run(weights, activations, largest);
        const ap_uint<7> exponent = largest + significance + int(OFFSET);
        return group_add<aligned_dot<LANES>::SUM_BITS>::run(accumulator, dot, exponent);
    }
};

}  // namespace accel
