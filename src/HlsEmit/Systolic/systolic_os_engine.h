// A whole product M x K x N on an output-stationary array: folds, decoders at the edges, sums that leave.
//
// Parameters: ROWS, COLS; PE, A_BITS, A_EXP, A_SPECIALS, W_BITS, W_EXP, W_SPECIALS, TERM_BITS, ACC_BITS, SATURATE, see
// pe_mac; of activations (A_) and weights (W_): FORMAT and LANE, as FORMAT and LANE_BITS of operand_edge, and BEAT,
// bits of a beat.
// Folds go along N, then M. For each of them a beat of `activations` holds element k of ROWS tokens, one of `weights`
// that of COLS channels, the first in the lowest bits, k from 0 on (with outlier-victim pairs elements k and k + 1);
// lanes beyond the product hold anything. A beat of `outputs` is a token's sums of a fold, ACC_BITS extended by their
// sign to whole bytes, the first channel lowest; `keep` has the bytes of the channels that there are.
//
// Storage: registers only, two operands, their valid bit and a sum for each PE, and the skew of the edges.
// Scheduling: an iteration of `cycles` is one clock cycle of the array, II = 1. The PEs are unrolled and read only what
// their left and upper neighbours held in the iteration before, so operands move register by register as in the array:
// no operand fans out over a row or a column. Products take as many pipeline stages as the clock needs; only the
// addition to a PE's own sum comes back a cycle later and has to fit one. Of floating-point sums Vitis makes that one
// long stage, or a larger II where the clock is too fast for it. A fold of r rows, c columns and K elements takes
// K + r + c - 2 iterations and `drain` one for each row, and the pipeline's depth between them.
#pragma once

#include "ap_int.h"
#include "hls_stream.h"
#include "operand_edge.h"
#include "output_beat.h"
#include "output_lanes.h"
#include "pe_mac.h"
#include "register_grid.h"
#include "skew_tap.h"

namespace accel {

template <int ROWS, int COLS, int PE, int A_FORMAT, int A_LANE, int A_BEAT, int A_BITS, int A_EXP, int A_SPECIALS,
          int W_FORMAT, int W_LANE, int W_BEAT, int W_BITS, int W_EXP, int W_SPECIALS, int TERM_BITS, int ACC_BITS,
          int SATURATE>
struct systolic_os_engine {
    typedef output_lanes<COLS, ACC_BITS> lanes;

    static const int activations_bits = A_BEAT;
    static const int weights_bits = W_BEAT;
    static const int outputs_bits = COLS * lanes::lane_bits;

    typedef hls::stream<ap_uint<activations_bits> > activation_stream;
    typedef hls::stream<ap_uint<weights_bits> > weight_stream;
    typedef hls::stream<output_beat<outputs_bits> > output_stream;

    static int activations_beats(int m, int k, int n) { return folds(m, ROWS) * folds(n, COLS) * a_edge::beats(k); }
    static int weights_beats(int m, int k, int n) { return folds(m, ROWS) * folds(n, COLS) * w_edge::beats(k); }
    static int outputs_beats(int m, int, int n) { return m * folds(n, COLS); }

    static void run(int m, int k, int n, activation_stream &activations, weight_stream &weights,
                    output_stream &outputs) {
    tokens:
        for (int token = 0; token < m; token += ROWS) {
            const int rows = m - token < ROWS ? m - token : ROWS;
        channels:
            for (int channel = 0; channel < n; channel += COLS) {
                const int cols = n - channel < COLS ? n - channel : COLS;
                const bool ends = token + rows == m && channel + cols == n;
                fold(rows, cols, k, ends, activations, weights, outputs);
            }
        }
    }

private:
    typedef ap_uint<A_BITS> activation;
    typedef ap_uint<W_BITS> weight;
    typedef ap_uint<ACC_BITS> total;
    typedef operand_edge<ROWS, A_FORMAT, A_LANE, A_BITS, A_EXP, A_BEAT> a_edge;
    typedef operand_edge<COLS, W_FORMAT, W_LANE, W_BITS, W_EXP, W_BEAT> w_edge;
    typedef pe_mac<PE, A_BITS, A_EXP, A_SPECIALS, W_BITS, W_EXP, W_SPECIALS, TERM_BITS, ACC_BITS, SATURATE> mac;

    static int folds(int extent, int side) { return (extent + side - 1) / side; }

    /// Some rows of some columns of outputs.
    static void fold(int rows, int cols, int k, bool ends, activation_stream &activations, weight_stream &weights,
                     output_stream &outputs) {
        // What PE (r, c) works on in this cycle, whether these are operands at all, and what it has added up.
        activation a_at[ROWS][COLS];
#pragma HLS ARRAY_PARTITION variable=a_at complete dim=0
        weight w_at[ROWS][COLS];
#pragma HLS ARRAY_PARTITION variable=w_at complete dim=0
        bool here[ROWS][COLS];
#pragma HLS ARRAY_PARTITION variable=here complete dim=0
        total sums[ROWS][COLS];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=0
        activation a_skew[ROWS][ROWS];
#pragma HLS ARRAY_PARTITION variable=a_skew complete dim=0
        weight w_skew[COLS][COLS];
#pragma HLS ARRAY_PARTITION variable=w_skew complete dim=0
        register_grid<activation, ROWS, COLS>::clear(a_at);
        register_grid<weight, ROWS, COLS>::clear(w_at);
        register_grid<bool, ROWS, COLS>::clear(here);
        register_grid<total, ROWS, COLS>::clear(sums);
        register_grid<activation, ROWS, ROWS>::clear(a_skew);
        register_grid<weight, COLS, COLS>::clear(w_skew);

        // A beat of pairs serves twice.
        ap_uint<A_BEAT> a_beat = 0;
        ap_uint<W_BEAT> w_beat = 0;

    cycles:
        for (int t = 0; t < k + rows + cols - 2; ++t) {
#pragma HLS PIPELINE II=1
            const bool takes = t < k;
            const bool right = (t & 1) != 0;
            if (takes && a_edge::begins(right)) {
                a_beat = activations.read();
            }
            if (takes && w_edge::begins(right)) {
                w_beat = weights.read();
            }
            activation a_lanes[ROWS];
#pragma HLS ARRAY_PARTITION variable=a_lanes complete dim=0
            activation a_in[ROWS];
#pragma HLS ARRAY_PARTITION variable=a_in complete dim=0
            weight w_lanes[COLS];
#pragma HLS ARRAY_PARTITION variable=w_lanes complete dim=0
            weight w_in[COLS];
#pragma HLS ARRAY_PARTITION variable=w_in complete dim=0
            a_edge::across(a_beat, right, a_lanes);
            w_edge::across(w_beat, right, w_lanes);
            skew_tap<activation, ROWS>::step(a_skew, 0, a_lanes, a_in);
            skew_tap<weight, COLS>::step(w_skew, 0, w_lanes, w_in);

            // An element is at each row in use a cycle after the row above.
            bool enters[ROWS];
#pragma HLS ARRAY_PARTITION variable=enters complete dim=0
            enters[0] = takes;
        rows_entered:
            for (int r = 1; r < ROWS; ++r) {
#pragma HLS UNROLL
                enters[r] = here[r - 1][0] && r < rows;
            }
            register_grid<activation, ROWS, COLS>::right(a_at, a_in);
            register_grid<weight, ROWS, COLS>::down(w_at, w_in);
            register_grid<bool, ROWS, COLS>::right(here, enters);

        pe_rows:
            for (int r = 0; r < ROWS; ++r) {
#pragma HLS UNROLL
            pe_columns:
                for (int c = 0; c < COLS; ++c) {
#pragma HLS UNROLL
                    if (here[r][c] && c < cols) {
                        sums[r][c] = mac::add(a_at[r][c], w_at[r][c], sums[r][c]);
                    }
                }
            }
        }

        // Sums leave at the top, and all rows below move up.
        total none[COLS];
#pragma HLS ARRAY_PARTITION variable=none complete dim=0
    nothing_below:
        for (int c = 0; c < COLS; ++c) {
#pragma HLS UNROLL
            none[c] = 0;
        }
    drain:
        for (int row = 0; row < rows; ++row) {
#pragma HLS PIPELINE II=1
            outputs.write(lanes::pack(sums[0], cols, ends && row == rows - 1));
            register_grid<total, ROWS, COLS>::up(sums, none);
        }
    }
};

}  // namespace accel
