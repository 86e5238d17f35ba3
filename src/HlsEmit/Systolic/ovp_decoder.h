// Decodes an outlier-victim pair, a byte or two, to two operands of an exponent-integer PE.
//
// Parameters: KIND, 0 for ovp-int4, 1 for ovp-flint4, 2 for ovp-int8, 3 for ovp-int8-e2m5; BITS, of a slot, 4 for KIND
// 0 and 1, else 8; EXP_BITS, bits of an operand's exponent: 3, but 4 for KIND 2.
// An operand is an exponent above a signed integer as wide as a slot. The left element, at the even position, is in the
// lower slot. A slot of a set top bit and zeros, the identifier, is a victim: zero, and the other slot an outlier.
// Logic only: it stands where operands enter the array, once a lane, not in the PEs.
#pragma once

#include "ap_int.h"
#include "ovp_slot.h"

namespace accel {

template <int KIND, int BITS, int EXP_BITS>
struct ovp_decoder {
    static const int MAN_BITS = KIND == 2 ? 3 : KIND == 3 ? 5 : 1;
    // The smallest outlier is above the largest normal element. ovp-int8 ends at 8 << 12.
    static const int BIAS = KIND == 1 ? 3 : KIND == 2 ? 4 : 2;
    static const int CLIP = KIND == 2 ? 12 : 0;
    static const int FLINT = KIND == 1 ? 1 : 0;

    typedef ovp_slot<BITS, FLINT, MAN_BITS, BIAS, EXP_BITS, CLIP> slot_decoder;

    static void decode(const ap_uint<2 * BITS> &pair, ap_uint<EXP_BITS + BITS> &left,
                       ap_uint<EXP_BITS + BITS> &right) {
#pragma HLS INLINE
        const ap_uint<BITS> identifier = ap_uint<BITS>(1 << (BITS - 1));
        const ap_uint<BITS> lower = pair.range(BITS - 1, 0);
        const ap_uint<BITS> upper = pair.range(2 * BITS - 1, BITS);
        const bool left_victim = lower == identifier;
        const bool right_victim = upper == identifier;
        ap_uint<EXP_BITS> exponent = 0;
        ap_int<BITS> integer_part = 0;
        slot_decoder::decode(lower, left_victim, right_victim, exponent, integer_part);
        left = operand(exponent, integer_part);
        slot_decoder::decode(upper, right_victim, left_victim, exponent, integer_part);
        right = operand(exponent, integer_part);
    }

private:
    static ap_uint<EXP_BITS + BITS> operand(const ap_uint<EXP_BITS> &exponent, const ap_int<BITS> &integer_part) {
#pragma HLS INLINE
        ap_uint<EXP_BITS + BITS> both = 0;
        both.range(EXP_BITS + BITS - 1, BITS) = exponent;
        both.range(BITS - 1, 0) = ap_uint<BITS>(integer_part);
        return both;
    }
};

}  // namespace accel
