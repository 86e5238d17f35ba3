// Outputs as the tiles of the hardware give them: a tile starts a cycle after those above it and to its left.
//
// Parameters: G, the engine's geometry.
// Streams: of `rows` the rows of every fold, of all tiles together. A beat of `outputs` is what tiles would give in a
// cycle: a tile's row is held back as many beats as there are tiles above it and to its left. Where folds are short,
// the last rows of one share beats with the first ones of the next, as the issue of both is so many cycles apart; that
// follows from the geometry alone.
// Storage: a line of registers a place, as long as its tile waits.
// II: 1, a beat.
#pragma once

#include "ap_int.h"
#include "bitserial_geometry.h"
#include "fold_walk.h"
#include "hls_stream.h"
#include "output_beat.h"

namespace accel {

template <class G>
struct output_skew {
    static const int LONGEST = G::GRID_ROWS + G::GRID_COLS - 1;

    static void run(
        int m, int k, int n, hls::stream<typename G::rows> &rows, hls::stream<output_beat<G::OUTPUT_BEAT> > &outputs) {
        typename G::rows line[LONGEST];
#pragma HLS ARRAY_PARTITION variable=line complete dim=0
    clear:
        for (int i = 0; i < LONGEST; ++i) {
#pragma HLS UNROLL
            line[i].data = 0;
            line[i].keep = 0;
        }

        const int folds = G::folds(m, n);
        fold_walk<G::ROWS, G::COLS> fold(m, n);
        int left = 0;
    folds:
        for (int i = 0; i < folds; ++i) {
            left = larger(left, span(fold.rows(), fold.cols()));
            const int count = beats(fold, k, left);
        beats:
            for (int beat = 0; beat < count; ++beat) {
#pragma HLS PIPELINE II=1
                typename G::rows next;
                next.data = 0;
                next.keep = 0;
                if (beat < fold.rows() && beat < G::TILE) {
                    next = rows.read();
                }
                shift(next, line);
                outputs.write(skewed(line, fold.last() && beat == count - 1));
            }
            left -= count;
            fold.next();
        }
    }

    /// Beats of a product.
    static int all_beats(int m, int k, int n) {
        const int folds = G::folds(m, n);
        fold_walk<G::ROWS, G::COLS> fold(m, n);
        int left = 0, all = 0;
    folds:
        for (int i = 0; i < folds; ++i) {
            left = larger(left, span(fold.rows(), fold.cols()));
            const int count = beats(fold, k, left);
            left -= count;
            all += count;
            fold.next();
        }
        return all;
    }

private:
    static int larger(int a, int b) { return a > b ? a : b; }
    static int smaller(int a, int b) { return a < b ? a : b; }

    /// Beats from a fold's first row to its last: down the tiles of full height, or to a shorter one below them.
    static int span(int rows, int cols) {
        const int whole = rows / G::TILE_ROWS, rest = rows % G::TILE_ROWS;
        const int down = larger(whole == 0 ? 0 : whole - 1 + G::TILE_ROWS, rest == 0 ? 0 : whole + rest);
        return down + (cols - 1) / G::TILE_COLS;
    }

    /// Cycles from a group's end to the next one's at the least, behind a fold of so many rows.
    static int pace(int rows) { return larger(G::DRAIN, smaller(rows, G::TILE)); }

    /// Beats until the next fold's first row, or until all is out.
    static int beats(const fold_walk<G::ROWS, G::COLS> &fold, int k, int left) {
        if (fold.last() || k > left * G::LANES) {
            return left;
        }
        const int groups = G::groups(k), rest = k - (groups - 1) * G::length(k);
        const int whole_cycles = G::group_beats(G::length(k)) * G::TERMS;
        const int rest_cycles = G::group_beats(rest) * G::TERMS;
        const int first = larger(groups > 1 ? whole_cycles : rest_cycles, pace(fold.rows()));
        const int others = groups == 1 ? 0
            : (groups - 2) * larger(whole_cycles, pace(fold.next_rows())) + larger(rest_cycles, pace(fold.next_rows()));
        return smaller(left, first + others);
    }

    static void shift(const typename G::rows &next, typename G::rows line[LONGEST]) {
#pragma HLS INLINE
    line:
        for (int i = LONGEST - 1; i > 0; --i) {
#pragma HLS UNROLL
            line[i] = line[i - 1];
        }
        line[0] = next;
    }

    static output_beat<G::OUTPUT_BEAT> skewed(const typename G::rows line[LONGEST], bool last) {
#pragma HLS INLINE
        output_beat<G::OUTPUT_BEAT> beat;
        beat.data = 0;
        beat.keep = 0;
        beat.last = last;
    places:
        for (int place = 0; place < G::PLACES; ++place) {
#pragma HLS UNROLL
            const int wait = place / G::COLS + place % G::COLS / G::TILE_COLS;
            const ap_uint<16> value = line[wait].data.range(16 * place + 15, 16 * place);
            beat.data.range(16 * place + 15, 16 * place) = value;
            beat.keep[2 * place] = bool(line[wait].keep[place]);
            beat.keep[2 * place + 1] = bool(line[wait].keep[place]);
        }
        return beat;
    }
};

}  // namespace accel
