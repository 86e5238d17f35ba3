// A whole product M x K x N on a weight- or input-stationary array: folds, decoders at the edges, accumulators below.
//
// Parameters: ROWS, COLS; STAYS, 0 when weights stay in the array and activations pass, 1 the other way round; DEPTH,
// vectors that pass one fold of what stays, as many as the accumulators have room for; PE, A_BITS, A_EXP, A_SPECIALS,
// W_BITS, W_EXP, W_SPECIALS, TERM_BITS, ACC_BITS, SATURATE, see pe_mac, but A_ of activations and W_ of weights
// whichever passes; of both FORMAT and LANE, as FORMAT and LANE_BITS of operand_edge, and BEAT, bits of a beat.
// Vectors are tokens when activations pass, else channels; what stays has the others as its columns. Folds go along K,
// then along the vectors by chunks of DEPTH, then across the columns. Each takes r beats of what stays, one for each k
// with COLS elements, the first column lowest, and then a beat for each vector, ROWS elements of K of which the last r
// are in use: the first is in lane ROWS - r. Of outlier-victim pairs what stays comes for k and k + 1 in one beat, and
// what passes, pairs of neighbouring lanes, in the uppermost lanes, as many as hold the r elements; ROWS is even then.
// Other lanes hold anything. A beat of `outputs` is a vector's sums of the columns of a fold, ACC_BITS extended by
// their sign to whole bytes, the first column lowest; `keep` has the bytes of the columns that there are.
//
// Storage: registers in the array, an operand of either kind, a valid bit and a sum for each PE, and the skew of its
// left edge; below it a memory of DEPTH partial sums and a FIFO of as many complete ones for each column.
// Scheduling: `array` and `rows` run at once (DATAFLOW): complete rows leave while the next fold begins. An iteration
// of `load` is a row of what stays, one of `cycles` a clock cycle of the array, both with II = 1. The PEs are unrolled
// and read only what their neighbours held in the iteration before, so operands go right and sums down register by
// register. A sum never comes back to the PE it left: Vitis gives an addition as many stages as the clock needs, of
// floating-point numbers too, and each row starts later than the one above by as many. A fold of r rows, c columns and
// m vectors takes r + (m + r + c - 2) iterations, and the pipelines' depth.
#pragma once

#include "ap_int.h"
#include "column_banks.h"
#include "hls_stream.h"
#include "operand_edge.h"
#include "output_beat.h"
#include "output_lanes.h"
#include "pe_mac.h"
#include "register_grid.h"
#include "skew_tap.h"
#include "stationary_order.h"

namespace accel {

template <int ROWS, int COLS, int STAYS, int DEPTH, int PE, int A_FORMAT, int A_LANE, int A_BEAT, int A_BITS, int A_EXP,
          int A_SPECIALS, int W_FORMAT, int W_LANE, int W_BEAT, int W_BITS, int W_EXP, int W_SPECIALS, int TERM_BITS,
          int ACC_BITS, int SATURATE>
struct systolic_ws_engine {
    typedef output_lanes<COLS, ACC_BITS> lanes;
    typedef stationary_order<STAYS> order;

    static const int activations_bits = A_BEAT;
    static const int weights_bits = W_BEAT;
    static const int outputs_bits = COLS * lanes::lane_bits;

    typedef hls::stream<output_beat<outputs_bits> > output_stream;

    static int activations_beats(int m, int k, int n) {
        return order::passing(passing_beats(m, n, k), staying_beats(n, m, k));
    }
    static int weights_beats(int m, int k, int n) {
        return order::staying(passing_beats(n, m, k), staying_beats(m, n, k));
    }
    static int outputs_beats(int m, int, int n) {
        return order::passing(m, n) * pieces(order::staying(m, n), COLS);
    }

    static void run(int m, int k, int n, hls::stream<ap_uint<activations_bits> > &activations,
                    hls::stream<ap_uint<weights_bits> > &weights, output_stream &outputs) {
        order::template run<systolic_ws_engine>(m, k, n, activations, weights, outputs);
    }

private:
    friend order;

    // P_: what passes, S_: what stays.
    static const int P_FORMAT = order::passing(A_FORMAT, W_FORMAT), S_FORMAT = order::staying(A_FORMAT, W_FORMAT);
    static const int P_LANE = order::passing(A_LANE, W_LANE), S_LANE = order::staying(A_LANE, W_LANE);
    static const int P_BEAT = order::passing(A_BEAT, W_BEAT), S_BEAT = order::staying(A_BEAT, W_BEAT);
    static const int P_BITS = order::passing(A_BITS, W_BITS), S_BITS = order::staying(A_BITS, W_BITS);
    static const int P_EXP = order::passing(A_EXP, W_EXP), S_EXP = order::staying(A_EXP, W_EXP);
    static const int P_SPECIALS = order::passing(A_SPECIALS, W_SPECIALS);
    static const int S_SPECIALS = order::staying(A_SPECIALS, W_SPECIALS);

    typedef ap_uint<P_BITS> passing;
    typedef ap_uint<S_BITS> staying;
    typedef ap_uint<ACC_BITS> total;
    typedef hls::stream<ap_uint<P_BEAT> > passing_stream;
    typedef hls::stream<ap_uint<S_BEAT> > staying_stream;
    typedef operand_edge<ROWS, P_FORMAT, P_LANE, P_BITS, P_EXP, P_BEAT> p_edge;
    typedef operand_edge<COLS, S_FORMAT, S_LANE, S_BITS, S_EXP, S_BEAT> s_edge;
    typedef pe_mac<PE, P_BITS, P_EXP, P_SPECIALS, S_BITS, S_EXP, S_SPECIALS, TERM_BITS, ACC_BITS, SATURATE> mac;
    typedef column_banks<COLS, DEPTH, ACC_BITS, mac::KIND> banks;

    static int pieces(int extent, int piece) { return (extent + piece - 1) / piece; }

    static int passing_beats(int vectors, int across, int k) {
        return pieces(across, COLS) * vectors * pieces(k, ROWS);
    }
    /// Pairs do not lie across folds of K.
    static int staying_beats(int vectors, int across, int k) {
        return pieces(across, COLS) * pieces(vectors, DEPTH) * s_edge::beats(k);
    }

    static void product(int vectors, int across, int k, passing_stream &passes, staying_stream &stays,
                        output_stream &outputs) {
#pragma HLS DATAFLOW
        // A chunk gives a column DEPTH sums or fewer: a full FIFO holds one of a row that is complete, which can leave.
        hls::stream<total> complete[COLS];
#pragma HLS STREAM variable=complete depth=DEPTH
#pragma HLS BIND_STORAGE variable=complete type=fifo impl=bram
        array(vectors, across, k, passes, stays, complete);
        rows(vectors, across, complete, outputs);
    }

    /// All folds, in their order.
    static void array(int vectors, int across, int k, passing_stream &passes, staying_stream &stays,
                      hls::stream<total> complete[COLS]) {
        total partial[COLS][DEPTH];
#pragma HLS ARRAY_PARTITION variable=partial complete dim=1
#pragma HLS BIND_STORAGE variable=partial type=ram_2p impl=bram
    tiles:
        for (int column = 0; column < across; column += COLS) {
            const int cols = across - column < COLS ? across - column : COLS;
        chunks:
            for (int vector = 0; vector < vectors; vector += DEPTH) {
                const int chunk = vectors - vector < DEPTH ? vectors - vector : DEPTH;
            folds:
                for (int element = 0; element < k; element += ROWS) {
                    const int left = k - element;
                    fold(left < ROWS ? left : ROWS, cols, chunk, element == 0, left <= ROWS, passes, stays, partial,
                         complete);
                }
            }
        }
    }

    /// Loads what stays and lets a chunk of vectors pass.
    static void fold(int rows, int cols, int vectors, bool first, bool completes, passing_stream &passes,
                     staying_stream &stays, total partial[COLS][DEPTH], hls::stream<total> complete[COLS]) {
        // What stays in PE (r, c), what passes it in this cycle and whether anything does, and the sum on its way.
        staying s_at[ROWS][COLS];
#pragma HLS ARRAY_PARTITION variable=s_at complete dim=0
        passing p_at[ROWS][COLS];
#pragma HLS ARRAY_PARTITION variable=p_at complete dim=0
        bool p_here[ROWS][COLS];
#pragma HLS ARRAY_PARTITION variable=p_here complete dim=0
        total sums[ROWS][COLS];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=0
        passing p_skew[ROWS][ROWS];
#pragma HLS ARRAY_PARTITION variable=p_skew complete dim=0
        typename banks::slot slots[COLS];
#pragma HLS ARRAY_PARTITION variable=slots complete dim=0
        register_grid<staying, ROWS, COLS>::clear(s_at);
        register_grid<passing, ROWS, COLS>::clear(p_at);
        register_grid<bool, ROWS, COLS>::clear(p_here);
        register_grid<total, ROWS, COLS>::clear(sums);
        register_grid<passing, ROWS, ROWS>::clear(p_skew);
        // Sums begin with nothing above the first row.
        total none[COLS];
#pragma HLS ARRAY_PARTITION variable=none complete dim=0
    columns_clear:
        for (int c = 0; c < COLS; ++c) {
#pragma HLS UNROLL
            slots[c] = 0;
            none[c] = 0;
        }

        // The last rows are in use, next to where sums leave; what stays comes in from below.
        const int skip = ROWS - rows;
        ap_uint<S_BEAT> s_beat = 0;
    load:
        for (int row = 0; row < rows; ++row) {
#pragma HLS PIPELINE II=1
            const bool right = (row & 1) != 0;
            if (s_edge::begins(right)) {
                s_beat = stays.read();
            }
            staying s_in[COLS];
#pragma HLS ARRAY_PARTITION variable=s_in complete dim=0
            s_edge::across(s_beat, right, s_in);
            register_grid<staying, ROWS, COLS>::up(s_at, s_in);
        }

        // A column meets each vector, and so each slot of its memory, once: no iteration reads what another one writes.
    cycles:
        for (int t = 0; t < vectors + rows + cols - 2; ++t) {
#pragma HLS PIPELINE II=1
#pragma HLS DEPENDENCE variable=partial type=inter false
            const bool takes = t < vectors;
            ap_uint<P_BEAT> p_beat = 0;
            if (takes) {
                p_beat = passes.read();
            }
            passing p_lanes[ROWS];
#pragma HLS ARRAY_PARTITION variable=p_lanes complete dim=0
            passing p_in[ROWS];
#pragma HLS ARRAY_PARTITION variable=p_in complete dim=0
            p_edge::along(p_beat, (skip & 1) != 0, p_lanes);
            skew_tap<passing, ROWS>::step(p_skew, skip, p_lanes, p_in);

            // A vector is at the first row in use at once, and at each other one a cycle after the row above.
            bool enters[ROWS];
#pragma HLS ARRAY_PARTITION variable=enters complete dim=0
            enters[0] = takes && skip == 0;
        rows_entered:
            for (int r = 1; r < ROWS; ++r) {
#pragma HLS UNROLL
                enters[r] = r == skip ? takes : p_here[r - 1][0];
            }
            register_grid<passing, ROWS, COLS>::right(p_at, p_in);
            register_grid<bool, ROWS, COLS>::right(p_here, enters);

            register_grid<total, ROWS, COLS>::down(sums, none);

        pe_rows:
            for (int r = 0; r < ROWS; ++r) {
#pragma HLS UNROLL
            pe_columns:
                for (int c = 0; c < COLS; ++c) {
#pragma HLS UNROLL
                    if (p_here[r][c] && c < cols) {
                        sums[r][c] = mac::add(p_at[r][c], s_at[r][c], sums[r][c]);
                    }
                }
            }
            banks::step(t - (rows - 1), cols, first, completes, p_here[ROWS - 1], sums[ROWS - 1], slots, partial,
                        complete);
        }
    }

    /// Complete sums of a vector, when the last of them has come.
    static void rows(int vectors, int across, hls::stream<total> complete[COLS], output_stream &outputs) {
    leaving_tiles:
        for (int column = 0; column < across; column += COLS) {
            const int cols = across - column < COLS ? across - column : COLS;
        leaving:
            for (int vector = 0; vector < vectors; ++vector) {
#pragma HLS PIPELINE II=1
                total sums[COLS];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=0
            leaving_columns:
                for (int c = 0; c < COLS; ++c) {
#pragma HLS UNROLL
                    sums[c] = 0;
                    if (c < cols) {
                        sums[c] = complete[c].read();
                    }
                }
                outputs.write(lanes::pack(sums, cols, column + cols == across && vector == vectors - 1));
            }
        }
    }
};

}  // namespace accel
