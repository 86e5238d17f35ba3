// Puts a row of sums into lanes of whole bytes, each sum extended by its sign, and says which bytes are there.
//
// Parameters: COLS; ACC_BITS, bits of a sum.
// `cols` is how many sums are there, the first ones, which are in the lowest bits. Wires only.
#pragma once

#include "ap_int.h"
#include "output_beat.h"

namespace accel {

template <int COLS, int ACC_BITS>
struct output_lanes {
    static const int bytes = (ACC_BITS + 7) / 8;
    static const int lane_bits = 8 * bytes;

    static output_beat<COLS * lane_bits> pack(const ap_uint<ACC_BITS> sums[COLS], int cols, bool last) {
#pragma HLS INLINE
        output_beat<COLS * lane_bits> beat;
        beat.data = 0;
        beat.keep = 0;
        beat.last = last;
    lanes:
        for (int c = 0; c < COLS; ++c) {
#pragma HLS UNROLL
            const ap_uint<lane_bits> lane = ap_uint<lane_bits>(ap_int<ACC_BITS>(sums[c]));
            const ap_uint<bytes> there = c < cols ? ap_uint<bytes>(~ap_uint<bytes>(0)) : ap_uint<bytes>(0);
            beat.data.range(lane_bits * (c + 1) - 1, lane_bits * c) = lane;
            beat.keep.range(bytes * (c + 1) - 1, bytes * c) = there;
        }
        return beat;
    }
};

}  // namespace accel
