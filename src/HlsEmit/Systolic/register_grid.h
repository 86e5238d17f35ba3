// The registers of an array that hold one word a PE: operands on their way, sums.
//
// Parameters: T, of a word; ROWS, COLS. The users' arrays are partitioned completely, so that a move is wires from each
// register to its neighbour's: all of them in one step of the loop that calls. Loops run against the move, so that a
// word is read before the next one takes its place.
#pragma once

namespace accel {

template <class T, int ROWS, int COLS>
struct register_grid {
    static void clear(T at[ROWS][COLS]) {
#pragma HLS INLINE
    clear_rows:
        for (int r = 0; r < ROWS; ++r) {
#pragma HLS UNROLL
        clear_columns:
            for (int c = 0; c < COLS; ++c) {
#pragma HLS UNROLL
                at[r][c] = 0;
            }
        }
    }

    /// Every word one column on, and new ones into column 0.
    static void right(T at[ROWS][COLS], const T in[ROWS]) {
#pragma HLS INLINE
    right_rows:
        for (int r = 0; r < ROWS; ++r) {
#pragma HLS UNROLL
        right_columns:
            for (int c = COLS - 1; c > 0; --c) {
#pragma HLS UNROLL
                at[r][c] = at[r][c - 1];
            }
            at[r][0] = in[r];
        }
    }

    /// Every word one row on, and new ones into row 0.
    static void down(T at[ROWS][COLS], const T in[COLS]) {
#pragma HLS INLINE
    down_rows:
        for (int r = ROWS - 1; r > 0; --r) {
#pragma HLS UNROLL
        down_columns:
            for (int c = 0; c < COLS; ++c) {
#pragma HLS UNROLL
                at[r][c] = at[r - 1][c];
            }
        }
    down_edge:
        for (int c = 0; c < COLS; ++c) {
#pragma HLS UNROLL
            at[0][c] = in[c];
        }
    }

    /// Every word one row back, and new ones into the last row.
    static void up(T at[ROWS][COLS], const T in[COLS]) {
#pragma HLS INLINE
    up_rows:
        for (int r = 0; r < ROWS - 1; ++r) {
#pragma HLS UNROLL
        up_columns:
            for (int c = 0; c < COLS; ++c) {
#pragma HLS UNROLL
                at[r][c] = at[r + 1][c];
            }
        }
    up_edge:
        for (int c = 0; c < COLS; ++c) {
#pragma HLS UNROLL
            at[ROWS - 1][c] = in[c];
        }
    }
};

}  // namespace accel
