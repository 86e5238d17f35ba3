// Second stage of a bit-serial PE: each activation's significand shifted to the largest exponent, signed, and added up.
//
// Parameters: LANES, 1 to 32.
// Numbers: a significand has eleven bits and three more to the right of them; what is shifted out is OR-ed into the
// last. The sum is exact: its last bit weighs 2^(largest - 28) in units of a weight's last place, before block
// significance.
// Structure: combinational.
#pragma once

#include "ap_int.h"
#include "ceil_log2.h"
#include "fp16_fields.h"
#include "weight_term.h"

namespace accel {

template <int LANES>
struct aligned_dot {
    static const int SUM_BITS = 15 + ceil_log2(LANES);

    static ap_int<SUM_BITS> run(
        const weight_term terms[LANES], const fp16_fields activations[LANES], const ap_uint<6> &largest) {
        ap_int<SUM_BITS> sum = 0;
    lanes:
        for (int lane = 0; lane < LANES; ++lane) {
#pragma HLS UNROLL
            const ap_uint<6> distance = largest - activations[lane].exponent - terms[lane].exponent;
            const ap_uint<4> places = distance > 15 ? ap_uint<6>(15) : distance;
            const ap_uint<29> shifted = (ap_uint<29>(activations[lane].significand) << 18) >> places;
            ap_uint<14> aligned = shifted >> 15;
            aligned[0] = ap_uint<16>(shifted) != 0;

            const bool negative = activations[lane].negative != terms[lane].negative;
            const ap_int<15> product = negative ? ap_int<15>(-aligned) : ap_int<15>(aligned);
            sum += terms[lane].any ? product : ap_int<15>(0);
        }
        return sum;
    }
};

}  // namespace accel
