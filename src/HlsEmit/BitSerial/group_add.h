// Third stage of a bit-serial PE: a group's accumulator plus a dot product, rounded once to 15 significant bits.
//
// Parameters: SUM_BITS, bits of the dot product, 15 or more.
// Numbers: see group_sum. `exponent` is what the accumulator's would be whose last bit weighs as much as that of `sum`.
// The sum of both is exact and rounded to nearest, ties to even.
// Structure: combinational. From accumulator to result lie a subtraction of exponents, a shift, an addition, a
// negation, a normalisation and a rounding: that is the recurrence of the PE, see bitserial_array.
#pragma once

#include "ap_int.h"
#include "ceil_log2.h"
#include "group_sum.h"
#include "leading_normalizer.h"

namespace accel {

template <int SUM_BITS>
struct group_add {
    static const int OPERAND = SUM_BITS > 16 ? SUM_BITS : 16;

    // The operand of the larger exponent stands 17 places above the last bit of a window; the other is shifted to the
    // right from there, and what leaves the window is OR-ed into that bit. It is below every tie: a dot product that
    // has the larger exponent has its leading one at place 17 or higher.
    static const int FREE = 17;
    static const int WINDOW = OPERAND + FREE;

    static group_sum run(const group_sum &accumulator, const ap_int<SUM_BITS> &sum, const ap_uint<7> &exponent) {
        const ap_int<16> magnitude = significand(accumulator);
        const ap_int<OPERAND> held = accumulator.negative ? ap_int<16>(-magnitude) : magnitude;
        const ap_int<OPERAND> added = sum;

        const bool larger = exponent >= accumulator.exponent;
        const ap_uint<7> base = larger ? exponent : accumulator.exponent;
        const ap_uint<7> lower = larger ? accumulator.exponent : exponent;
        const ap_uint<7> distance = base - lower;
        const ap_uint<6> places = distance > int(WINDOW) ? ap_uint<7>(int(WINDOW)) : distance;
        const ap_int<OPERAND> standing = larger ? added : held;
        const ap_int<OPERAND> moving = larger ? held : added;

        const ap_int<WINDOW + OPERAND> start = ap_int<WINDOW + OPERAND>(moving) << int(FREE + OPERAND);
        const ap_int<WINDOW + OPERAND> shifted = start >> places;
        ap_int<WINDOW> moved = shifted >> int(OPERAND);
        moved[0] = moved[0] || ap_uint<OPERAND>(shifted) != 0;
        const ap_int<WINDOW + 1> total = (ap_int<WINDOW + 1>(standing) << int(FREE)) + moved;
        const bool negative = total < 0;
        const ap_uint<WINDOW + 1> size = negative ? ap_int<WINDOW + 2>(-total) : ap_int<WINDOW + 2>(total);

        ap_uint<WINDOW + 1> normal = 0;
        ap_uint<ceil_log2(WINDOW + 1)> zeros = 0;
        leading_normalizer<WINDOW + 1>::run(size, normal, zeros);

        // Fifteen bits are kept. The leading one has the larger exponent when it stands at place 31 of the window.
        const int REST = WINDOW - 14;
        const int ABOVE = WINDOW - FREE - 14;
        const bool up = normal[REST - 1] && (normal[REST] || ap_uint<REST - 1>(normal) != 0);
        const ap_uint<16> rounded = ap_uint<15>(normal >> REST) + ap_uint<1>(up);
        const ap_uint<7> leading = base + ABOVE - zeros + ap_uint<1>(rounded[15]);

        group_sum result;
        result.negative = negative;
        result.exponent = leading;
        result.fraction = rounded;
        const bool is_zero = !normal[WINDOW];
        return sum == 0 ? accumulator : is_zero ? zero_group_sum() : result;
    }
};

}  // namespace accel
