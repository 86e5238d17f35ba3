// Decodes the stored code of one element to what a PE takes; of the formats that store each element by itself.
//
// Parameters: FORMAT, 0 as it is (signed integers, floating-point numbers), 1 unsigned integers, 2 ternary digits 0, 1,
// 2 for -1, 0, 1, 3 signed flint4, 4 sign and power of two with zero (pot4, fp3), 5 sign and power of two without zero
// (denseshift), 6 small floating-point numbers without special codes (fp4, fp6) as exponent-integer pairs; CODE_BITS,
// bits of a code; EXP, bits of the operand's exponent, of FORMAT 3 to 5 what their values need, of 6 the exponent
// field; BITS, of the operand: CODE_BITS, CODE_BITS + 1, 2, 7, EXP + 2, EXP + 2, CODE_BITS + 1.
// An operand with an exponent has it above a signed integer. Formats 3 to 6 count in their smallest step. Logic only.
#pragma once

#include "ap_int.h"
#include "flint4_decoder.h"

namespace accel {

/// As it is, and unsigned integers, which get a zero for a sign.
template <int FORMAT, int CODE_BITS, int EXP, int BITS>
struct edge_decoder {
    static_assert(FORMAT == 0 || FORMAT == 1, "a format of its own");

    static ap_uint<BITS> decode(const ap_uint<CODE_BITS> &code) {
#pragma HLS INLINE
        return ap_uint<BITS>(code);
    }
};

template <int CODE_BITS, int EXP, int BITS>
struct edge_decoder<2, CODE_BITS, EXP, BITS> {
    static ap_uint<BITS> decode(const ap_uint<CODE_BITS> &code) {
#pragma HLS INLINE
        return ap_uint<BITS>(code - 1);
    }
};

template <int CODE_BITS, int EXP, int BITS>
struct edge_decoder<3, CODE_BITS, EXP, BITS> {
    static ap_uint<BITS> decode(const ap_uint<CODE_BITS> &code) {
#pragma HLS INLINE
        ap_uint<3> exponent = 0;
        ap_int<4> integer_part = 0;
        flint4_decoder<1, 4>::decode(code, exponent, integer_part);
        ap_uint<BITS> operand = 0;
        operand.range(6, 4) = exponent;
        operand.range(3, 0) = ap_uint<4>(integer_part);
        return operand;
    }
};

template <int CODE_BITS, int EXP, int BITS>
struct edge_decoder<4, CODE_BITS, EXP, BITS> {
    static ap_uint<BITS> decode(const ap_uint<CODE_BITS> &code) {
#pragma HLS INLINE
        // 0 stands for zero, e for 2^(e - 1).
        const ap_uint<CODE_BITS - 1> field = code.range(CODE_BITS - 2, 0);
        ap_uint<BITS> operand = 0;
        if (field != 0) {
            operand.range(BITS - 1, 2) = ap_uint<CODE_BITS - 1>(field - 1);
            operand[1] = code[CODE_BITS - 1];
            operand[0] = true;
        }
        return operand;
    }
};

template <int CODE_BITS, int EXP, int BITS>
struct edge_decoder<5, CODE_BITS, EXP, BITS> {
    static ap_uint<BITS> decode(const ap_uint<CODE_BITS> &code) {
#pragma HLS INLINE
        const ap_uint<CODE_BITS - 1> power = code.range(CODE_BITS - 2, 0);
        ap_uint<BITS> operand = 0;
        operand.range(BITS - 1, 2) = power;
        operand[1] = code[CODE_BITS - 1];
        operand[0] = true;
        return operand;
    }
};

template <int CODE_BITS, int EXP, int BITS>
struct edge_decoder<6, CODE_BITS, EXP, BITS> {
    static const int MAN = CODE_BITS - 1 - EXP;
    static const int INT_BITS = MAN + 2;

    static ap_uint<BITS> decode(const ap_uint<CODE_BITS> &code) {
#pragma HLS INLINE
        const ap_uint<EXP> field = code.range(CODE_BITS - 2, MAN);
        const ap_uint<MAN> mantissa = code.range(MAN - 1, 0);
        const bool lead = field != 0;
        const ap_uint<INT_BITS> magnitude = ap_uint<INT_BITS>(lead ? 1 << MAN : 0) | ap_uint<INT_BITS>(mantissa);
        ap_uint<BITS> operand = 0;
        operand.range(BITS - 1, INT_BITS) = lead ? ap_uint<EXP>(field - 1) : field;
        operand.range(INT_BITS - 1, 0) = code[CODE_BITS - 1] ? ap_uint<INT_BITS>(-magnitude) : magnitude;
        return operand;
    }
};

}  // namespace accel
