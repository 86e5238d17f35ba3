// Rotary positions: neighbouring elements of a head are turned by the angle of their position.
//
// Words: element 2t and 2t + 1 of `turns` are the cosine and the sine of pair t. Models that pair element t with t +
//   D/2 of a head of D elements are the same when the rows of their query and key matrices are in the other order
//   before (row 2t takes t, row 2t + 1 takes t + D/2).
// Numbers: (a * cos) + (b * -sin) and (a * sin) + (b * cos). Two sums, as g++ 12 fuses a difference beside a sum with
//   their products where the machine can (-march=native), whatever -ffp-contract says.
#pragma once

#include "float_lanes.h"

namespace accel {

inline float_lanes rope(const float_lanes &x, const float_lanes &turns) {
#pragma HLS INLINE
    float_lanes y;
pairs:
    for (int i = 0; i < float_lanes::count; i += 2) {
#pragma HLS UNROLL
        const float a = x.at[i], b = x.at[i + 1];
        const float cosine = turns.at[i], sine = turns.at[i + 1];
        const float a_cosine = a * cosine, minus_b_sine = b * -sine;
        const float a_sine = a * sine, b_cosine = b * cosine;
        y.at[i] = a_cosine + minus_b_sine;
        y.at[i + 1] = a_sine + b_cosine;
    }
    return y;
}

}  // namespace accel
