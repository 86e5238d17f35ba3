// First stage of a bit-serial PE: the largest exponent of its lanes, an activation's plus a term's.
//
// Parameters: LANES, 1 to 32.
// Numbers: lanes without a term take no part; 0 says that none does.
// Structure: combinational.
#pragma once

#include "ap_int.h"
#include "fp16_fields.h"
#include "weight_term.h"

namespace accel {

template <int LANES>
struct largest_exponent {
    static ap_uint<6> run(const weight_term terms[LANES], const fp16_fields activations[LANES]) {
        ap_uint<6> largest = 0;
    lanes:
        for (int lane = 0; lane < LANES; ++lane) {
#pragma HLS UNROLL
            const ap_uint<6> sum = activations[lane].exponent + terms[lane].exponent;
            if (terms[lane].any && sum > largest) {
                largest = sum;
            }
        }
        return largest;
    }
};

}  // namespace accel
