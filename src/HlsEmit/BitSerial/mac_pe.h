// Baseline PE: FP16 activations times FP16 or integer weights, exact, added in binary32.
//
// Parameters: LANES, added one after the other; SIG, bits of a weight's significand, 11 or 8.
// Numbers: operands are unpacked_number; sums are binary32, to nearest, ties to even, and a group starts from +0. They
// are `float`, which the tool maps to its cores: no sum of these products is subnormal (each is a multiple of 2^-48)
// or infinite, so that cores which flush subnormal numbers give the same bits. C simulation must not contract
// (-ffp-contract=off); here it could not, as products are made of bits.
// Structure: a multiplication of significands and LANES additions in a chain, all of which are in the recurrence of the
// sum, see bitserial_array.
#pragma once

#include "ap_int.h"
#include "fp16_unpack.h"
#include "fp32_bits.h"
#include "unpacked_number.h"

namespace accel {

template <int LANES, int SIG>
struct mac_pe {
    typedef unpacked_number<SIG> weight;
    typedef unpacked_number<11> activation;
    typedef float sum;

    static const int SUM_BITS = 32;
    static const int PRODUCT = 11 + SIG;

    static activation unpack(const ap_uint<16> &value) { return fp16_unpack(value); }

    static sum zero() { return 0.0f; }

    static ap_uint<SUM_BITS> packed(const sum &value) { return fp32_bits(value); }

    /// The leading one is in one of two places; factors of zero have none.
    static float multiply(const activation &a, const weight &w) {
        const ap_uint<PRODUCT> product = a.significand * w.significand;
        const bool top = product[PRODUCT - 1];
        const ap_uint<PRODUCT - 1> behind = top ? product : ap_uint<PRODUCT>(product << 1);
        const bool some = product != 0;
        const ap_uint<8> leading = a.exponent + w.exponent + 79 + ap_uint<1>(top);

        ap_uint<32> bits = ap_uint<32>(behind) << (24 - PRODUCT);
        bits.range(30, 23) = some ? leading : ap_uint<8>(0);
        bits[31] = a.negative != w.negative;
        return fp32_number(bits);
    }

    static sum add(
        const sum &accumulator, const weight weights[LANES], const activation activations[LANES], const ap_uint<3> &) {
        sum next = accumulator;
    lanes:
        for (int lane = 0; lane < LANES; ++lane) {
#pragma HLS UNROLL
            next += multiply(activations[lane], weights[lane]);
        }
        return next;
    }
};

}  // namespace accel
