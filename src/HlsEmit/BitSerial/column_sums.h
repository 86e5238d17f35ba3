// The accumulators that PE columns of tiles share: add the groups of each row, and scale a fold's sums to FP16.
//
// Parameters: G, the engine's geometry.
// Streams: a group's results come together; rows of the last group leave one after the other, the same row of all tiles
// together, the place of tile row i and column c of PEs at i COLS + c.
// Numbers: binary32 from +0 in the order of groups, then times the channel's FP16 scale, each rounded to nearest, ties
// to even; then fp32_to_fp16. In baselines whose groups have scales a group is multiplied by its scale first. This is
// `float`, which the tool maps to its cores: no number here is subnormal or infinite, so that cores which flush
// subnormal numbers give the same bits. C simulation must not contract (-ffp-contract=off).
// Storage: a memory of TILE words for each place, in LUTs; registers for a group's results.
// II: 1, a row of every tile: TILE cycles a group, hidden behind the array as a dequantizer is. A word of the memory is
// read and written again TILE iterations later; where the additions between take L cycles and TILE is smaller, the tool
// raises the II to L / TILE.
#pragma once

#include "ap_int.h"
#include "bitserial_geometry.h"
#include "fp16_unpack.h"
#include "fp32_bits.h"
#include "fp32_to_fp16.h"
#include "hls_stream.h"
#include "scale_fields.h"

namespace accel {

template <class G>
struct column_sums {
    static void run(
        int m, int k, int n, hls::stream<typename G::tag> &tags,
        hls::stream<typename G::results> results_of_row[G::ROWS], hls::stream<typename G::rows> &rows_out) {
        float sums[G::PLACES][G::TILE];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=1
#pragma HLS BIND_STORAGE variable=sums type=ram_2p impl=lutram
        ap_uint<G::RESULT> held[G::GRID_ROWS][G::TILE][G::COLS];
#pragma HLS ARRAY_PARTITION variable=held complete dim=0
        ap_uint<G::SCALE_FIELD> fields[G::GRID_ROWS][G::TILE];
#pragma HLS ARRAY_PARTITION variable=fields complete dim=0

        typename G::tag tag;
        const int groups = G::folds(m, n) * G::groups(k);
    groups:
        for (int group = 0; group < groups; ++group) {
        rows:
            for (int row = 0; row < G::TILE; ++row) {
#pragma HLS LOOP_FLATTEN
#pragma HLS PIPELINE II=1
// Rows take turns: a sum is read again when all TILE rows have had theirs.
#pragma HLS DEPENDENCE variable=sums type=inter direction=RAW distance=G::TILE true
                if (row == 0) {
                    tag = tags.read();
                    take(tag, results_of_row, held, fields);
                }
                typename G::rows out;
                out.data = 0;
                out.keep = 0;
            tiles:
                for (int i = 0; i < G::GRID_ROWS; ++i) {
#pragma HLS UNROLL
                    add(i, row, tag, fields[i][row], held[i][row], sums, out);
                }
                if (tag.last && row < tag.rows.to_int()) {
                    rows_out.write(out);
                }
            }
        }
    }

private:
    static void take(
        const typename G::tag &tag, hls::stream<typename G::results> results_of_row[G::ROWS],
        ap_uint<G::RESULT> held[G::GRID_ROWS][G::TILE][G::COLS],
        ap_uint<G::SCALE_FIELD> fields[G::GRID_ROWS][G::TILE]) {
#pragma HLS INLINE
    rows:
        for (int r = 0; r < G::ROWS; ++r) {
#pragma HLS UNROLL
            const int i = r / G::TILE_ROWS, row = r % G::TILE_ROWS;
            fields[i][row] = tag.scales.range((r + 1) * G::SCALE_FIELD - 1, r * G::SCALE_FIELD);
            const typename G::results results = results_of_row[r].read();
        columns:
            for (int c = 0; c < G::COLS; ++c) {
#pragma HLS UNROLL
                held[i][row][c] = results.range((c + 1) * G::RESULT - 1, c * G::RESULT);
            }
        }
    }

    /// A row of PEs in a row of tiles: its groups before, this one, and what leaves if it is the last.
    static void add(
        int i, int row, const typename G::tag &tag, const ap_uint<G::SCALE_FIELD> &field,
        const ap_uint<G::RESULT> held[G::COLS], float sums[G::PLACES][G::TILE], typename G::rows &out) {
#pragma HLS INLINE
        typedef scale_fields<G::SCALE, G::EXTRA, G::SPECIALS> fields;
        const float scale = fp32_of(group_scale<G::SCALE>::of(fields::group(field)));
        const float channel = fp32_of(fp16_unpack(fields::channel(field)));
        const bool used = i * G::TILE_ROWS + row < tag.rows.to_int();
    columns:
        for (int c = 0; c < G::COLS; ++c) {
#pragma HLS UNROLL
            const int place = i * G::COLS + c;
            if (used && c < tag.cols.to_int()) {
                const float result = fp32_number(ap_uint<32>(held[c]) << (32 - G::RESULT));
                const float scaled = G::MAC != 0 && G::SCALE != 0 ? result * scale : result;
                const float sum = (tag.first ? 0.0f : sums[place][row]) + scaled;
                sums[place][row] = sum;
                if (tag.last) {
                    out.data.range(16 * place + 15, 16 * place) = fp32_to_fp16(fp32_bits(sum * channel));
                    out.keep[place] = true;
                }
            }
        }
    }
};

}  // namespace accel
