// A dequantizer a PE: takes the sums of a group while the array is at the next ones.
//
// Parameters: G, the engine's geometry; MAC, 1 for baselines, which have registers here and scale later.
// Numbers: those of bit_dequantizer; a result is a binary32 number without its lowest bits, which are 0.
// Storage: registers. Sums of a row of PEs arrive together and leave together.
// II: 1, a bit of the scale: SCALE_BITS cycles a group. That hides behind the array as long as a group's terms take as
// many cycles; shorter groups make the array wait. Baselines take one cycle a group.
#pragma once

#include "ap_int.h"
#include "bit_dequantizer.h"
#include "bitserial_geometry.h"
#include "hls_stream.h"
#include "scale_fields.h"

namespace accel {

template <class G, int MAC>
struct dequantizer_bank {
    static void run(
        int m, int k, int n, hls::stream<typename G::tag> &tags, hls::stream<typename G::sums> sums_of_row[G::ROWS],
        hls::stream<typename G::tag> &tags_out, hls::stream<typename G::results> results_of_row[G::ROWS]) {
        const int groups = G::folds(m, n) * G::groups(k);
    groups:
        for (int group = 0; group < groups; ++group) {
#pragma HLS PIPELINE II=1
            tags_out.write(tags.read());
        rows:
            for (int r = 0; r < G::ROWS; ++r) {
#pragma HLS UNROLL
                results_of_row[r].write(sums_of_row[r].read());
            }
        }
    }
};

template <class G>
struct dequantizer_bank<G, 0> {
    typedef unpacked_number<G::SCALE_BITS> scale;

    static void run(
        int m, int k, int n, hls::stream<typename G::tag> &tags, hls::stream<typename G::sums> sums_of_row[G::ROWS],
        hls::stream<typename G::tag> &tags_out, hls::stream<typename G::results> results_of_row[G::ROWS]) {
        bit_dequantizer<G::SCALE_BITS> dequantizers[G::ROWS][G::COLS];
#pragma HLS ARRAY_PARTITION variable=dequantizers complete dim=0
        scale scales[G::ROWS];
#pragma HLS ARRAY_PARTITION variable=scales complete dim=0

        typename G::tag tag;
        const int groups = G::folds(m, n) * G::groups(k);
    groups:
        for (int group = 0; group < groups; ++group) {
        bits:
            for (int bit = 0; bit < G::SCALE_BITS; ++bit) {
#pragma HLS LOOP_FLATTEN
#pragma HLS PIPELINE II=1
                if (bit == 0) {
                    tag = tags.read();
                }
            rows:
                for (int r = 0; r < G::ROWS; ++r) {
#pragma HLS UNROLL
                    if (bit == 0) {
                        load(r, tag, sums_of_row[r].read(), scales[r], dequantizers[r]);
                    }
                    step(r, tag, scales[r].significand[bit], dequantizers[r]);
                    if (bit == G::SCALE_BITS - 1) {
                        results_of_row[r].write(results(r, tag, scales[r], dequantizers[r]));
                    }
                }
                if (bit == G::SCALE_BITS - 1) {
                    tags_out.write(tag);
                }
            }
        }
    }

private:
    static void load(
        int r, const typename G::tag &tag, const typename G::sums &row, scale &scale_of_row,
        bit_dequantizer<G::SCALE_BITS> dequantizers[G::COLS]) {
#pragma HLS INLINE
        const ap_uint<G::SCALE_FIELD> field = tag.scales.range((r + 1) * G::SCALE_FIELD - 1, r * G::SCALE_FIELD);
        scale_of_row = group_scale<G::SCALE>::of(scale_fields<G::SCALE, G::EXTRA, G::SPECIALS>::group(field));
    columns:
        for (int c = 0; c < G::COLS; ++c) {
#pragma HLS UNROLL
            const ap_uint<G::SUM> sum = row.range((c + 1) * G::SUM - 1, c * G::SUM);
            dequantizers[c].load(unpack(sum));
        }
    }

    static void step(
        int r, const typename G::tag &tag, bool scale_bit, bit_dequantizer<G::SCALE_BITS> dequantizers[G::COLS]) {
#pragma HLS INLINE
    columns:
        for (int c = 0; c < G::COLS; ++c) {
#pragma HLS UNROLL
            if (r < tag.rows.to_int() && c < tag.cols.to_int()) {
                dequantizers[c].step(scale_bit);
            }
        }
    }

    static typename G::results results(
        int r, const typename G::tag &tag, const scale &scale_of_row,
        const bit_dequantizer<G::SCALE_BITS> dequantizers[G::COLS]) {
#pragma HLS INLINE
        typename G::results row = 0;
    columns:
        for (int c = 0; c < G::COLS; ++c) {
#pragma HLS UNROLL
            if (r < tag.rows.to_int() && c < tag.cols.to_int()) {
                const ap_uint<G::RESULT> value = dequantizers[c].value(scale_of_row.exponent);
                row.range((c + 1) * G::RESULT - 1, c * G::RESULT) = value;
            }
        }
        return row;
    }
};

}  // namespace accel
