// A score: a head of a query times a head of a key.
//
// Numbers: word by word the tree of the 16 products (lanes_dot); these are added in the order of the words, and the
//   sum is multiplied with reciprocal_root(HEAD_DIM). Products of binary16 are exact.
// Words: HEAD_DIM / 16 of binary16 each.
#pragma once

#include "binary16.h"
#include "float_lanes.h"
#include "reciprocal_root.h"

namespace accel {

template <int HEAD_DIM>
float head_dot(const half_word query[HEAD_DIM / float_lanes::count],
               const half_word key[HEAD_DIM / float_lanes::count]) {
#pragma HLS INLINE
    float sum = 0.0f;
words:
    for (int w = 0; w < HEAD_DIM / float_lanes::count; ++w) {
#pragma HLS UNROLL
        const float dot = lanes_dot(unpack_halves(query[w]), unpack_halves(key[w]));
        sum = w == 0 ? dot : sum + dot;
    }
    return sum * reciprocal_root(float(HEAD_DIM));
}

}  // namespace accel
