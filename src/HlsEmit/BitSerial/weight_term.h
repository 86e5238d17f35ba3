// What a bit-serial PE's lane multiplies by in a cycle: a signed power of two, or nothing.
//
// Numbers: (-1)^negative 2^exponent where there is `any`; besides it comes the block significance of all lanes.
#pragma once

#include "ap_int.h"

namespace accel {

struct weight_term {
    bool negative;
    bool any;
    ap_uint<2> exponent;
};

}  // namespace accel
