// A number as a sign, an exponent and a significand whose leading one stands at the top.
//
// Parameters: BITS, of the significand.
// Numbers: the exponent is that of the leading one plus 24; zero has the significand 0.
#pragma once

#include "ap_int.h"

namespace accel {

template <int BITS>
struct unpacked_number {
    bool negative;
    ap_uint<6> exponent;
    ap_uint<BITS> significand;
};

}  // namespace accel
