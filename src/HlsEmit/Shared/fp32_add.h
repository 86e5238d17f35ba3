// Adds two binary32 numbers, rounding to nearest, ties to even. Subnormal numbers are kept on both sides.
//
// Semantics are those of IEEE 754: a sum beyond the largest number is an infinity; x + -x is +0, and -0 comes only of
// -0 + -0; infinity + -infinity and whatever has a NaN in it is NaN. Every NaN that leaves is 7fc00000: where IEEE 754
// lets the sign and payload be anything (processors differ), this is one number. No flags.
// Integer logic, so that C simulation, whatever the processor, has the bits of the hardware. Inlined: Vitis spreads it
// over as many stages as the clock needs, unless the sum is the next addition's operand.
#pragma once

#include "ap_int.h"
#include "leading_zeros.h"

namespace accel {

inline ap_uint<32> fp32_add(const ap_uint<32> &a, const ap_uint<32> &b) {
#pragma HLS INLINE
    const ap_uint<8> ones = 255;
    const ap_uint<8> a_field = a.range(30, 23);
    const ap_uint<8> b_field = b.range(30, 23);
    const ap_uint<23> a_mantissa = a.range(22, 0);
    const ap_uint<23> b_mantissa = b.range(22, 0);
    const bool a_special = a_field == ones;
    const bool b_special = b_field == ones;
    const bool subtracts = a[31] != b[31];

    // The operand of the larger magnitude decides sign and exponent.
    const bool swap = ap_uint<31>(b) > ap_uint<31>(a);
    const bool major_sign = swap ? bool(b[31]) : bool(a[31]);
    const ap_uint<8> major_field = swap ? b_field : a_field;
    const ap_uint<8> minor_field = swap ? a_field : b_field;
    const ap_uint<23> major_mantissa = swap ? b_mantissa : a_mantissa;
    const ap_uint<23> minor_mantissa = swap ? a_mantissa : b_mantissa;

    // A subnormal number has the exponent of the smallest normal ones and no leading one.
    const bool major_normal = major_field != 0;
    const bool minor_normal = minor_field != 0;
    const ap_uint<8> exponent = major_normal ? major_field : ap_uint<8>(1);
    const ap_uint<8> distance = exponent - (minor_normal ? minor_field : ap_uint<8>(1));

    // Three bits below the last place: guard, round, and sticky, which stands for all that was shifted beyond it.
    ap_uint<27> upper = ap_uint<27>(major_mantissa) << 3;
    ap_uint<27> lower = ap_uint<27>(minor_mantissa) << 3;
    upper[26] = major_normal;
    lower[26] = minor_normal;
    const ap_uint<5> places_down = distance > 27 ? ap_uint<5>(27) : ap_uint<5>(distance);
    const ap_uint<54> shifted = ap_uint<54>(ap_uint<54>(lower) << 27) >> places_down;
    const ap_uint<28> beyond = shifted.range(27, 0);
    ap_uint<27> addend = shifted >> 27;
    addend[0] = beyond != 0;
    const ap_uint<28> total = subtracts ? ap_uint<28>(upper - addend) : ap_uint<28>(upper + addend);

    // Places to the left until the leading one stands at bit 26, but not below the smallest exponent.
    const ap_uint<5> zeros = leading_zeros<27>(ap_uint<27>(total));
    const ap_uint<8> room = exponent - 1;
    const ap_uint<5> places = ap_uint<8>(zeros) > room ? ap_uint<5>(room) : zeros;
    ap_uint<27> fraction = ap_uint<27>(total) << places;
    ap_uint<9> scaled = ap_uint<9>(exponent) - ap_uint<9>(places);
    if (total[27]) {
        fraction = total >> 1;
        fraction[0] = total[1] || total[0];
        scaled = exponent + 1;
    }

    // A fraction that rounds up to 2 carries into the exponent, the largest one of which makes an infinity.
    const bool up = fraction[2] && (fraction[1] || fraction[0] || fraction[3]);
    const ap_uint<23> kept = fraction.range(25, 3);
    ap_uint<32> packed = ap_uint<32>(fraction[26] ? scaled : ap_uint<9>(0)) << 23;
    packed |= ap_uint<32>(kept);
    packed = packed + ap_uint<32>(up ? 1 : 0);
    ap_uint<32> sum = packed >= ap_uint<32>(0x7f800000) ? ap_uint<32>(0x7f800000) : packed;
    sum[31] = total == 0 ? a[31] && b[31] : major_sign;

    const bool is_nan = (a_special && a_mantissa != 0) || (b_special && b_mantissa != 0);
    return is_nan || (a_special && b_special && subtracts) ? ap_uint<32>(0x7fc00000)
        : a_special ? a
        : b_special ? b
        : sum;
}

}  // namespace accel
