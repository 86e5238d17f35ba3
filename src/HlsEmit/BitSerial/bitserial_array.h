// The array: ROWS x COLS PEs that take a term of LANES weights a cycle, with the operands of all of them.
//
// Parameters: G, the engine's geometry.
// Streams: a beat of `activations` and of `weights` is held in registers for all terms of its weights, one of `scales`
// for its group. A group's sums leave at its end, every row of PEs in a stream of its own, with a tag.
// Storage: registers only: codes of ROWS x LANES weights, COLS x LANES activations, a sum a PE. A row's terms are made
// once and broadcast to its PEs, as are a column's activations.
// II: 1 is what is asked for: a term a cycle. The sum of a PE depends on the one before it through group_add (or, in
// baselines, through LANES binary32 additions), and what was rounded there decides what is rounded next, so that no
// second accumulator can take turns within a group. II = 1 therefore holds up to the clock at which that addition fits
// a cycle, which bounds the clock of the Verilog engine, too. At a faster clock at which it takes L cycles the tool
// reports this recurrence and settles for II = L: L cycles a term, the same numbers. (The cores of binary32 additions
// have several cycles by themselves at the clocks of an FPGA; L is LANES times that.) Only groups are independent: to
// have a term a cycle at such a clock, let L groups of a fold take turns, which takes a buffer of L groups of operands.
#pragma once

#include "ap_int.h"
#include "bitserial_geometry.h"
#include "hls_stream.h"
#include "issue_controller.h"
#include "scale_fields.h"

namespace accel {

template <class G>
struct bitserial_array {
    typedef typename G::pe pe;
    typedef typename pe::activation activation;
    typedef typename pe::weight weight;

    static void run(
        int m, int k, int n, hls::stream<ap_uint<G::ACTIVATION_BEAT> > &activations,
        hls::stream<ap_uint<G::WEIGHT_BEAT> > &weights, hls::stream<ap_uint<G::SCALE_BEAT> > &scales,
        hls::stream<typename G::tag> &tags, hls::stream<typename G::sums> sums_of_row[G::ROWS]) {
        activation column[G::COLS][G::LANES];
#pragma HLS ARRAY_PARTITION variable=column complete dim=0
        ap_uint<G::CODE_BITS> codes[G::ROWS][G::LANES];
#pragma HLS ARRAY_PARTITION variable=codes complete dim=0
        ap_uint<8> extras[G::ROWS];
#pragma HLS ARRAY_PARTITION variable=extras complete dim=0
        typename pe::sum sums[G::ROWS][G::COLS];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=0

        clear(sums);

        typename G::tag tag;
        issue_controller<G> issue(m, k, n);
        const int all = G::folds(m, n) * G::beats(k);
    beats:
        for (int beat = 0; beat < all; ++beat) {
        terms:
            for (int term = 0; term < G::TERMS; ++term) {
#pragma HLS LOOP_FLATTEN
#pragma HLS PIPELINE II=1
                const bool takes = term == 0, gives = term == G::TERMS - 1;
                if (takes && issue.begins) {
                    begin_group(issue, scales.read(), tag, extras);
                }
                if (takes) {
                    take(activations.read(), weights.read(), column, codes);
                }
                step(issue, term, tag, column, codes, extras, sums);
                if (gives && issue.ends()) {
                    hand_over(tag, sums, tags, sums_of_row);
                }
                if (gives) {
                    issue.next();
                }
            }
        }
    }

private:
    static void clear(typename pe::sum sums[G::ROWS][G::COLS]) {
#pragma HLS INLINE
    rows:
        for (int r = 0; r < G::ROWS; ++r) {
#pragma HLS UNROLL
        columns:
            for (int c = 0; c < G::COLS; ++c) {
#pragma HLS UNROLL
                sums[r][c] = pe::zero();
            }
        }
    }

    static void begin_group(
        const issue_controller<G> &issue, const ap_uint<G::SCALE_BEAT> &scales, typename G::tag &tag,
        ap_uint<8> extras[G::ROWS]) {
#pragma HLS INLINE
        tag.scales = scales;
        tag.rows = issue.fold.rows();
        tag.cols = issue.fold.cols();
        tag.first = issue.first;
        tag.last = issue.last();
    extras:
        for (int r = 0; r < G::ROWS; ++r) {
#pragma HLS UNROLL
            const ap_uint<G::SCALE_FIELD> field = scales.range((r + 1) * G::SCALE_FIELD - 1, r * G::SCALE_FIELD);
            extras[r] = scale_fields<G::SCALE, G::EXTRA, G::SPECIALS>::extra(field);
        }
    }

    /// Operands into their registers.
    static void take(
        const ap_uint<G::ACTIVATION_BEAT> &activations, const ap_uint<G::WEIGHT_BEAT> &weights,
        activation column[G::COLS][G::LANES], ap_uint<G::CODE_BITS> codes[G::ROWS][G::LANES]) {
#pragma HLS INLINE
    columns:
        for (int i = 0; i < G::COLS * G::LANES; ++i) {
#pragma HLS UNROLL
            const ap_uint<16> value = activations.range(16 * i + 15, 16 * i);
            column[i / G::LANES][i % G::LANES] = pe::unpack(value);
        }
    rows:
        for (int i = 0; i < G::ROWS * G::LANES; ++i) {
#pragma HLS UNROLL
            codes[i / G::LANES][i % G::LANES] = weights.range((i + 1) * G::CODE_BITS - 1, i * G::CODE_BITS);
        }
    }

    /// A term of every weight in every PE that is in use.
    static void step(
        const issue_controller<G> &issue, int term, const typename G::tag &tag,
        const activation column[G::COLS][G::LANES], const ap_uint<G::CODE_BITS> codes[G::ROWS][G::LANES],
        const ap_uint<8> extras[G::ROWS], typename pe::sum sums[G::ROWS][G::COLS]) {
#pragma HLS INLINE
        const ap_uint<3> significance = G::FORMAT >= 2 ? (term == 0 ? 1 : 0) : term > 3 ? 6 : 2 * term;
        const bool begins = issue.begins && term == 0;
    rows:
        for (int r = 0; r < G::ROWS; ++r) {
#pragma HLS UNROLL
            weight row[G::LANES];
#pragma HLS ARRAY_PARTITION variable=row complete dim=0
        lanes:
            for (int lane = 0; lane < G::LANES; ++lane) {
#pragma HLS UNROLL
                row[lane] = G::lane::run(codes[r][lane], extras[r], ap_uint<3>(term), issue.used(lane));
            }
        columns:
            for (int c = 0; c < G::COLS; ++c) {
#pragma HLS UNROLL
                if (r < tag.rows.to_int() && c < tag.cols.to_int()) {
                    sums[r][c] = pe::add(begins ? pe::zero() : sums[r][c], row, column[c], significance);
                }
            }
        }
    }

    static void hand_over(
        const typename G::tag &tag, const typename pe::sum sums[G::ROWS][G::COLS],
        hls::stream<typename G::tag> &tags, hls::stream<typename G::sums> sums_of_row[G::ROWS]) {
#pragma HLS INLINE
        tags.write(tag);
    rows:
        for (int r = 0; r < G::ROWS; ++r) {
#pragma HLS UNROLL
            typename G::sums row = 0;
        columns:
            for (int c = 0; c < G::COLS; ++c) {
#pragma HLS UNROLL
                row.range((c + 1) * G::SUM - 1, c * G::SUM) = pe::packed(sums[r][c]);
            }
            sums_of_row[r].write(row);
        }
    }
};

}  // namespace accel
