// The gated unit of a feed-forward block: silu(gate) times up.
//
// Numbers: e = exponential(-|gate|); the gate's sigmoid is 1 / (1 + e) where it is 0 or more and e / (1 + e) where
//   it is less, and the result is (gate * sigmoid) * up.
#pragma once

#include "exponential.h"
#include "float_lanes.h"

namespace accel {

inline float_lanes swiglu(const float_lanes &gate, const float_lanes &up) {
#pragma HLS INLINE
    float_lanes y;
lanes:
    for (int i = 0; i < float_lanes::count; ++i) {
#pragma HLS UNROLL
        const float x = gate.at[i];
        const bool is_negative = x < 0.0f;
        const float e = exponential(is_negative ? x : -x);
        const float sigmoid = (is_negative ? e : 1.0f) / (1.0f + e);
        y.at[i] = (x * sigmoid) * up.at[i];
    }
    return y;
}

}  // namespace accel
