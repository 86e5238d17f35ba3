// Decodes one slot of an outlier-victim pair to an exponent-integer pair: integer << exponent.
//
// Parameters: BITS, of the slot, 4 or 8; FLINT, 1 for normal elements of signed 4-bit flint, 0 for integers; MAN_BITS,
// mantissa bits of an outlier; BIAS, what is added to its exponent; EXP_BITS, bits of the exponent that leaves; CLIP,
// the exponent that leaves with the largest outlier where that is a power of two below the field's largest, else 0.
// `victim` says that this slot is the identifier, `outlier` that the other one is. An outlier is a sign, an exponent
// and a mantissa, (2^MAN_BITS + mantissa) << (exponent + BIAS). Unused patterns are zero: the one without exponent and
// mantissa, and those above the largest outlier. Logic only.
#pragma once

#include "ap_int.h"
#include "flint4_decoder.h"

namespace accel {

/// What a slot holds where the pair has no outlier.
template <int FLINT, int BITS, int EXP_BITS>
struct ovp_normal {
    static void decode(const ap_uint<BITS> &slot, ap_uint<EXP_BITS> &exponent, ap_int<BITS> &integer_part) {
#pragma HLS INLINE
        exponent = 0;
        integer_part = ap_int<BITS>(slot);
    }
};

template <int BITS, int EXP_BITS>
struct ovp_normal<1, BITS, EXP_BITS> {
    static_assert(BITS == 4, "flint has four bits");

    static void decode(const ap_uint<BITS> &slot, ap_uint<EXP_BITS> &exponent, ap_int<BITS> &integer_part) {
#pragma HLS INLINE
        ap_uint<3> places = 0;
        flint4_decoder<1, BITS>::decode(slot, places, integer_part);
        exponent = ap_uint<EXP_BITS>(places);
    }
};

template <int BITS, int FLINT, int MAN_BITS, int BIAS, int EXP_BITS, int CLIP>
struct ovp_slot {
    static const int FIELD_BITS = BITS - 1 - MAN_BITS;

    static void decode(const ap_uint<BITS> &slot, bool victim, bool outlier, ap_uint<EXP_BITS> &exponent,
                       ap_int<BITS> &integer_part) {
#pragma HLS INLINE
        const ap_uint<FIELD_BITS> field = slot.range(BITS - 2, MAN_BITS);
        const ap_uint<MAN_BITS> mantissa = slot.range(MAN_BITS - 1, 0);
        const ap_uint<BITS> magnitude = ap_uint<BITS>(1 << MAN_BITS) | ap_uint<BITS>(mantissa);
        const ap_uint<EXP_BITS + 1> scale = ap_uint<EXP_BITS + 1>(field) + ap_uint<EXP_BITS + 1>(BIAS);
        const bool none = field == 0 && mantissa == 0;
        const bool beyond = CLIP != 0 && (scale > ap_uint<EXP_BITS + 1>(CLIP)
            || (scale == ap_uint<EXP_BITS + 1>(CLIP) && mantissa != 0));

        ovp_normal<FLINT, BITS, EXP_BITS>::decode(slot, exponent, integer_part);
        if (victim || (outlier && (none || beyond))) {
            exponent = 0;
            integer_part = 0;
        } else if (outlier) {
            exponent = ap_uint<EXP_BITS>(scale);
            integer_part = slot[BITS - 1] ? ap_int<BITS>(-magnitude) : ap_int<BITS>(magnitude);
        }
    }
};

}  // namespace accel
