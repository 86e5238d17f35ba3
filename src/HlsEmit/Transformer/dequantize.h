// INT32 sums of an engine to numbers, by the scales of tokens and of the matrix.
//
// Parameters: Q, sums of a beat.
// Streams: `scales`, a number for each token; `sums`, for each token ceil(channels / Q) beats, channels a multiple
//   of 16; `out`, words of binary32.
// Numbers: float(sum) * (token's scale * matrix's scale); the conversion of a sum rounds to nearest even, and is
//   exact below 2^24.
// Hardware: II = 1 a unit of as many sums as divides Q and 16.
#pragma once

#include "ap_int.h"
#include "common_divisor.h"
#include "float_lanes.h"
#include "hls_stream.h"
#include "output_beat.h"

namespace accel {

template <int Q>
struct dequantize {
    static const int lanes = float_lanes::count;
    static const int unit = common_divisor(Q, lanes);

    static void run(int tokens, int channels, float weight_scale, hls::stream<float> &scales,
                    hls::stream<output_beat<32 * Q> > &sums, hls::stream<float_lanes> &out) {
    tokens_of_all:
        for (int token = 0; token < tokens; ++token) {
            const float scale = scales.read() * weight_scale;
            ap_uint<32 * Q> beat = 0;
            float_lanes word = {};
            int taken = 0;
            int filled = 0;
        units:
            for (int first = 0; first < channels; first += unit) {
#pragma HLS PIPELINE II=1
                if (taken == 0) {
                    beat = sums.read().data;
                }
            shift:
                for (int i = 0; i < lanes - unit; ++i) {
#pragma HLS UNROLL
                    word.at[i] = word.at[i + unit];
                }
            sums_of_unit:
                for (int i = 0; i < unit; ++i) {
#pragma HLS UNROLL
                    const ap_int<32> sum = beat.range(32 * i + 31, 32 * i);
                    word.at[lanes - unit + i] = float(sum.to_int()) * scale;
                }
                beat >>= 32 * unit;
                taken = taken + unit == Q ? 0 : taken + unit;
                filled += unit;
                if (filled == lanes) {
                    out.write(word);
                    filled = 0;
                }
            }
        }
    }
};

}  // namespace accel
