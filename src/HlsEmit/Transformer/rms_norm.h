// Root-mean-square norm of tokens, with a gain for each element.
//
// Parameters: MAX_WIDTH, elements of the widest token; widths are multiples of 16.
// Streams: `gains`, a token's width of binary16 once; `rows`, tokens of binary16; `out`, as many words of binary32.
// Numbers: the squares of a word's 16 elements are added by a tree (lanes_dot). Word by word such a sum is added to
//   the oldest of eight partial sums, which all begin as 0, and is the youngest then; a tree adds the eight, the
//   youngest first. The mean is that over the width, and r = reciprocal_root(mean + epsilon); an element leaves as
//   (x * r) * gain.
// Storage: a token and the gains in block RAM, as binary16.
// Hardware: II = 1 a word in both passes over a token; eight partial sums are more than the cycles of an adder, so
//   that none is waited for. The next token waits for the second pass.
#pragma once

#include "ap_int.h"
#include "binary16.h"
#include "float_lanes.h"
#include "hls_stream.h"
#include "reciprocal_root.h"

namespace accel {

template <int MAX_WIDTH>
struct rms_norm {
    static const int lanes = float_lanes::count;
    static const int partial_sums = 8;

    static void run(int tokens, int width, float epsilon, hls::stream<half_word> &gains, hls::stream<half_word> &rows,
                    hls::stream<float_lanes> &out) {
        half_word gain[MAX_WIDTH / lanes];
#pragma HLS BIND_STORAGE variable=gain type=ram_2p impl=bram
        half_word row[MAX_WIDTH / lanes];
#pragma HLS BIND_STORAGE variable=row type=ram_2p impl=bram
        const int words = width / lanes;
    take_gains:
        for (int w = 0; w < words; ++w) {
#pragma HLS PIPELINE II=1
            gain[w] = gains.read();
        }
    tokens_of_all:
        for (int token = 0; token < tokens; ++token) {
            const float squares = sum_of_squares(words, rows, row);
            const float r = reciprocal_root(squares / float(width) + epsilon);
        scale:
            for (int w = 0; w < words; ++w) {
#pragma HLS PIPELINE II=1
                const float_lanes x = unpack_halves(row[w]);
                const float_lanes g = unpack_halves(gain[w]);
                float_lanes y;
            scale_lanes:
                for (int i = 0; i < lanes; ++i) {
#pragma HLS UNROLL
                    y.at[i] = (x.at[i] * r) * g.at[i];
                }
                out.write(y);
            }
        }
    }

private:
    // Keeps a token and adds up its squares.
    static float sum_of_squares(int words, hls::stream<half_word> &rows, half_word row[MAX_WIDTH / lanes]) {
        float sums[partial_sums];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=0
    clear:
        for (int i = 0; i < partial_sums; ++i) {
#pragma HLS UNROLL
            sums[i] = 0.0f;
        }
    squares:
        for (int w = 0; w < words; ++w) {
#pragma HLS PIPELINE II=1
            const half_word word = rows.read();
            row[w] = word;
            const float_lanes x = unpack_halves(word);
            const float next = sums[partial_sums - 1] + lanes_dot(x, x);
        shift:
            for (int i = partial_sums - 1; i > 0; --i) {
#pragma HLS UNROLL
                sums[i] = sums[i - 1];
            }
            sums[0] = next;
        }
        return tree<partial_sums>::sum(sums);
    }
};

}  // namespace accel
