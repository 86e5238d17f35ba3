// Adds what a block has computed to what it was given.
//
// Numbers: residual + x, in binary32.
#pragma once

#include "float_lanes.h"

namespace accel {

inline float_lanes residual_add(const float_lanes &x, const float_lanes &residual) {
#pragma HLS INLINE
    float_lanes y;
lanes:
    for (int i = 0; i < float_lanes::count; ++i) {
#pragma HLS UNROLL
        y.at[i] = residual.at[i] + x.at[i];
    }
    return y;
}

}  // namespace accel
