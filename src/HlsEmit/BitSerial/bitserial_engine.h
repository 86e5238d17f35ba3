// A whole product M x K x N on an array of bit-serial PEs, or of the baseline's: folds, term generators, scales,
// outputs.
//
// Parameters: ROWS, COLS, of PEs; TILE_ROWS, TILE_COLS; LANES; MAC, 1 for baseline PEs; FORMAT and CODE_BITS, see
// weight_lane; GROUP, weights that a PE sums before its dequantizer, 0 for all of K; SCALE, bits of a stored group
// scale: 8 for an integer, 16 for FP16, 0 without; EXTRA, bits that a group stores beside it: 8 for a zero point, 1 or
// 2 for which special value it has, 0 without; SPECIALS, four special values of six bits, a sign above halves, the
// first lowest.
// Streams: folds go along M (tokens), then N (channels), and take in the order of K: of `activations` a beat of LANES
// elements for each of COLS tokens, FP16; of `weights` one of LANES codes for each of ROWS channels; of `scales` one a
// group, for each of ROWS channels its FP16 scale (used with the fold's last group), then SCALE bits, then EXTRA bits;
// all with the first in the lowest bits, rounded up to bytes. What lies beyond the product holds anything. `outputs`
// are FP16; which of them share a beat see output_skew.
// Structure: four processes, each with a group of its own: the array, the dequantizers, the column accumulators, and
// the outputs. Between them are streams of two words, one for each row of PEs, so that the array goes on with the next
// group. II of all is 1; the array's recurrence bounds the clock, see bitserial_array. C simulation needs
// -ffp-contract=off, as binary32 numbers are `float`.
#pragma once

#include "ap_int.h"
#include "bitserial_array.h"
#include "bitserial_geometry.h"
#include "column_sums.h"
#include "dequantizer_bank.h"
#include "hls_stream.h"
#include "output_beat.h"
#include "output_skew.h"

namespace accel {

template <
    int ROWS, int COLS, int TILE_ROWS, int TILE_COLS, int LANES, int MAC, int FORMAT, int CODE_BITS, int GROUP,
    int SCALE, int EXTRA, int SPECIALS>
struct bitserial_engine {
    typedef bitserial_geometry<
        ROWS, COLS, TILE_ROWS, TILE_COLS, LANES, MAC, FORMAT, CODE_BITS, GROUP, SCALE, EXTRA, SPECIALS> geometry;

    static const int activations_bits = geometry::ACTIVATION_BEAT;
    static const int weights_bits = geometry::WEIGHT_BEAT;
    static const int scales_bits = geometry::SCALE_BEAT;
    static const int outputs_bits = geometry::OUTPUT_BEAT;

    static int activations_beats(int m, int k, int n) { return geometry::folds(m, n) * geometry::beats(k); }
    static int weights_beats(int m, int k, int n) { return geometry::folds(m, n) * geometry::beats(k); }
    static int scales_beats(int m, int k, int n) { return geometry::folds(m, n) * geometry::groups(k); }
    static int outputs_beats(int m, int k, int n) { return output_skew<geometry>::all_beats(m, k, n); }

    static void run(
        int m, int k, int n, hls::stream<ap_uint<activations_bits> > &activations,
        hls::stream<ap_uint<weights_bits> > &weights, hls::stream<ap_uint<scales_bits> > &scales,
        hls::stream<output_beat<outputs_bits> > &outputs) {
#pragma HLS DATAFLOW
        hls::stream<typename geometry::tag> tags("tags");
        hls::stream<typename geometry::sums> sums[ROWS];
        hls::stream<typename geometry::tag> tags_of_results("tags_of_results");
        hls::stream<typename geometry::results> results[ROWS];
        hls::stream<typename geometry::rows> rows("rows");
        bitserial_array<geometry>::run(m, k, n, activations, weights, scales, tags, sums);
        dequantizer_bank<geometry, MAC>::run(m, k, n, tags, sums, tags_of_results, results);
        column_sums<geometry>::run(m, k, n, tags_of_results, results, rows);
        output_skew<geometry>::run(m, k, n, rows, outputs);
    }
};

}  // namespace accel
