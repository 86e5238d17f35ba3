// The end of a softmax: results are divided by the sum of their head's weights, and leave.
//
// Numbers: an element is multiplied with 1 / l of its head, and rounded to binary16.
// Streams: `out`, the heads, HEAD_DIM / 16 words of binary16 each.
// Hardware: II = 1 a word, after the division of a head.
#pragma once

#include "binary16.h"
#include "float_lanes.h"
#include "hls_stream.h"

namespace accel {

template <int HEADS, int HEAD_DIM>
void divide_heads(const float sums[HEADS], const float results[HEADS * HEAD_DIM], hls::stream<half_word> &out) {
#pragma HLS INLINE
heads:
    for (int head = 0; head < HEADS; ++head) {
        const float inverse = 1.0f / sums[head];
    words:
        for (int w = 0; w < HEAD_DIM / float_lanes::count; ++w) {
#pragma HLS PIPELINE II=1
            float_lanes result;
        lanes:
            for (int i = 0; i < float_lanes::count; ++i) {
#pragma HLS UNROLL
                result.at[i] = results[head * HEAD_DIM + w * float_lanes::count + i] * inverse;
            }
            out.write(pack_halves(result));
        }
    }
}

}  // namespace accel
