// What follows from the parameters of bitserial_engine: widths, the PE, the words between the engine's processes.
//
// Parameters: those of bitserial_engine.
#pragma once

#include "ap_int.h"
#include "bitserial_pe.h"
#include "ceil_log2.h"
#include "mac_pe.h"
#include "weight_lane.h"

namespace accel {

template <int MAC, int LANES, int FORMAT>
struct pe_choice {
    typedef mac_pe<LANES, FORMAT == 7 ? 11 : 8> type;
};
template <int LANES, int FORMAT>
struct pe_choice<0, LANES, FORMAT> {
    typedef bitserial_pe<LANES, FORMAT < 2 ? 0 : -1> type;
};

/// What goes with a group on its way: its beat of scales, the fold's rows and columns in use, its place in the fold.
template <int BEAT, int ROW_BITS, int COL_BITS>
struct group_tag {
    ap_uint<BEAT> scales;
    ap_uint<ROW_BITS> rows;
    ap_uint<COL_BITS> cols;
    bool first;
    bool last;
};

/// A row of every tile's outputs, FP16, and which of them there are.
template <int PLACES>
struct tile_rows {
    ap_uint<16 * PLACES> data;
    ap_uint<PLACES> keep;
};

template <
    int ROWS_, int COLS_, int TILE_ROWS_, int TILE_COLS_, int LANES_, int MAC_, int FORMAT_, int CODE_BITS_, int GROUP_,
    int SCALE_, int EXTRA_, int SPECIALS_>
struct bitserial_geometry {
    static const int ROWS = ROWS_, COLS = COLS_, TILE_ROWS = TILE_ROWS_, TILE_COLS = TILE_COLS_, LANES = LANES_;
    static const int MAC = MAC_, FORMAT = FORMAT_, CODE_BITS = CODE_BITS_, GROUP = GROUP_;
    static const int SCALE = SCALE_, EXTRA = EXTRA_, SPECIALS = SPECIALS_;

    static const int GRID_ROWS = (ROWS + TILE_ROWS - 1) / TILE_ROWS, GRID_COLS = (COLS + TILE_COLS - 1) / TILE_COLS;
    static const int PLACES = GRID_ROWS * COLS;
    static const int TILE = TILE_ROWS < ROWS ? TILE_ROWS : ROWS;
    static const int ROW_BITS = ceil_log2(ROWS + 1), COL_BITS = ceil_log2(COLS + 1);

    /// Cycles of a weight, and of a dequantizer.
    static const int TERMS = MAC != 0 ? 1 : FORMAT < 2 ? (CODE_BITS + FORMAT + 1) / 2 : 2;
    static const int SCALE_BITS = SCALE == 16 ? 11 : 8;
    static const int DRAIN = MAC == 0 ? SCALE_BITS : 0;

    static const int ACTIVATION_BEAT = 16 * COLS * LANES;
    static const int WEIGHT_BEAT = 8 * ((ROWS * LANES * CODE_BITS + 7) / 8);
    static const int SCALE_FIELD = 16 + SCALE + EXTRA;
    static const int SCALE_BEAT = 8 * ((ROWS * SCALE_FIELD + 7) / 8);
    static const int OUTPUT_BEAT = 16 * PLACES;

    typedef typename pe_choice<MAC, LANES, FORMAT>::type pe;
    typedef weight_lane<MAC == 0 ? 0 : 1, FORMAT, CODE_BITS> lane;
    typedef group_tag<SCALE_BEAT, ROW_BITS, COL_BITS> tag;
    typedef tile_rows<PLACES> rows;

    /// A group's sums in a row of PEs, and what they are when dequantized: binary32 without its lowest bits, which are
    /// 0 then.
    static const int SUM = pe::SUM_BITS, RESULT = MAC == 0 ? 29 : 32;
    typedef ap_uint<COLS * SUM> sums;
    typedef ap_uint<COLS * RESULT> results;

    /// The product M x K x N: folds, and a fold's groups and beats.
    static int folds(int m, int n) { return (1 + (m - 1) / COLS) * (1 + (n - 1) / ROWS); }
    static int groups(int k) { return GROUP == 0 ? 1 : 1 + (k - 1) / length(k); }
    static int beats(int k) {
        const int whole = groups(k) - 1;
        return whole * group_beats(length(k)) + group_beats(k - whole * length(k));
    }

    /// Weights of a group where so many are left of the fold, and beats of so many.
    static int length(int left) { return GROUP != 0 && GROUP < left ? int(GROUP) : left; }
    static int group_beats(int weights) { return 1 + (weights - 1) / LANES; }
};

}  // namespace accel
