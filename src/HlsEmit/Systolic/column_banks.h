// Below a weight-stationary array: accumulates its sums, a bank a column, and lets complete ones go.
//
// Parameters: COLS; DEPTH, vectors of a chunk; ACC_BITS, bits of a sum; KIND, of sum_add.
// Storage: the users' `partial`, COLS memories of DEPTH sums, of a read and a write port each, partitioned by column;
// `slots`, which vector's sum stands at each column, registers. `complete` is a FIFO a column: the first columns' sums
// wait in theirs until the last ones come, so that there is no other de-skew.
// Sums of a vector come a column a cycle: `valid` with each of the first `cols`, and `vector` with that of column 0.
// With `first` a sum is taken as it is, with `completes` it is complete with this one. All columns in one step of the
// loop that calls.
#pragma once

#include "ap_int.h"
#include "ceil_log2.h"
#include "hls_stream.h"
#include "sum_add.h"

namespace accel {

template <int COLS, int DEPTH, int ACC_BITS, int KIND>
struct column_banks {
    typedef ap_uint<ACC_BITS> total;
    typedef ap_uint<(DEPTH > 1 ? ceil_log2(DEPTH) : 1)> slot;

    static void step(int vector, int cols, bool first, bool completes, const bool valid[COLS], const total sums[COLS],
                     slot slots[COLS], total partial[COLS][DEPTH], hls::stream<total> complete[COLS]) {
#pragma HLS INLINE
    slots_move:
        for (int c = COLS - 1; c > 0; --c) {
#pragma HLS UNROLL
            slots[c] = slots[c - 1];
        }
        slots[0] = slot(vector);
    banks:
        for (int c = 0; c < COLS; ++c) {
#pragma HLS UNROLL
            if (valid[c] && c < cols) {
                total sum = sums[c];
                if (!first) {
                    sum = sum_add<KIND, ACC_BITS, ACC_BITS>::add(partial[c][slots[c]], sum);
                }
                if (completes) {
                    complete[c].write(sum);
                } else {
                    partial[c][slots[c]] = sum;
                }
            }
        }
    }
};

}  // namespace accel
