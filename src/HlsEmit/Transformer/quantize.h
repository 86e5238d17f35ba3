// Tokens to INT8 by the largest magnitude of each, in the steps that a table-lookup engine takes.
//
// Parameters: STEP, activations of a beat of `out`; MAX_WIDTH, elements of the widest token. Widths are multiples of
//   16.
// Streams: `in`, words of binary32; `scales`, a number for each token, ahead of its activations; `out`, for each
//   token ceil(width / STEP) beats of INT8, the first lowest, the last filled up with zeros.
// Numbers: a is the token's largest magnitude. Its scale is a / 127; an element becomes x * (127 / a) rounded to
//   nearest even, -127 to 127: 12582912 = 3 * 2^22 is added, and the sum's low 8 bits are the integer. Where a is
//   less than 2^-100 the scale is 0, and so are all elements.
// Storage: a token in 16 banks of block RAM.
// Hardware: II = 1 a word while the largest is found, as magnitudes are compared as integers; then a unit of as many
//   activations as divides STEP and 16, a cycle. The next token waits for that.
#pragma once

#include "ap_int.h"
#include "common_divisor.h"
#include "float_bits.h"
#include "float_lanes.h"
#include "hls_stream.h"

namespace accel {

template <int STEP, int MAX_WIDTH>
struct quantize {
    static const int lanes = float_lanes::count;
    static const int unit = common_divisor(STEP, lanes);
    typedef ap_uint<8 * STEP> beat;

    // Of a magnitude that is 2^-100.
    static const unsigned int least_magnitude = (127u - 100u) << 23;

    static void run(int tokens, int width, hls::stream<float_lanes> &in, hls::stream<float> &scales,
                    hls::stream<beat> &out) {
        float row[MAX_WIDTH];
#pragma HLS ARRAY_PARTITION variable=row cyclic factor=16 dim=1
#pragma HLS BIND_STORAGE variable=row type=ram_2p impl=bram
        const int steps = (width + STEP - 1) / STEP;
    tokens_of_all:
        for (int token = 0; token < tokens; ++token) {
            const unsigned int bits = largest_magnitude(width / lanes, in, row);
            const float largest = float_of_bits(bits);
            const bool has_scale = bits >= least_magnitude;
            const float inverse = has_scale ? 127.0f / largest : 0.0f;
            scales.write(has_scale ? largest / 127.0f : 0.0f);
            beat step = 0;
            int place = 0;
        units:
            for (int first = 0; first < steps * STEP; first += unit) {
#pragma HLS PIPELINE II=1
                step >>= 8 * unit;
            activations:
                for (int i = 0; i < unit; ++i) {
#pragma HLS UNROLL
                    const float value = first < width ? row[first + i] : 0.0f;
                    step.range(8 * (STEP - unit + i) + 7, 8 * (STEP - unit + i)) = to_int8(value * inverse);
                }
                place += unit;
                if (place == STEP) {
                    out.write(step);
                    place = 0;
                }
            }
        }
    }

    // The two's complement of a number of magnitude 127 or less, rounded to nearest even.
    static ap_uint<8> to_int8(float value) {
#pragma HLS INLINE
        return ap_uint<8>(bits_of_float(value + 12582912.0f) & 255);
    }

private:
    // Keeps a token; the bits of its largest magnitude, which are in the order of the magnitudes.
    static unsigned int largest_magnitude(int words, hls::stream<float_lanes> &in, float row[MAX_WIDTH]) {
        unsigned int largest = 0;
    magnitudes:
        for (int w = 0; w < words; ++w) {
#pragma HLS PIPELINE II=1
            const float_lanes word = in.read();
            unsigned int of_word = 0;
        lanes_of_word:
            for (int i = 0; i < lanes; ++i) {
#pragma HLS UNROLL
                row[w * lanes + i] = word.at[i];
                const unsigned int magnitude = bits_of_float(word.at[i]) & 0x7FFFFFFFu;
                of_word = magnitude > of_word ? magnitude : of_word;
            }
            largest = of_word > largest ? of_word : largest;
        }
        return largest;
    }
};

}  // namespace accel
