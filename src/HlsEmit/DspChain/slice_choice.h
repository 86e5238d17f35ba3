// The multiplexer in front of a slice: chooses its activation out of a block by the place of a kept weight.
//
// In a dense step a slice takes what is at its own place. Activations that the multiplexer does not choose are those at
// the slice's own place in any step.
#pragma once

#include "ap_int.h"

namespace accel {

template <class SHAPE>
struct slice_choice {
    typedef typename SHAPE::activation_t activation_t;

    /// @param beat Activations of all slices.
    /// @param slice Whose multiplexer it is.
    static void choose(bool high, const activation_t beat[SHAPE::slices][SHAPE::activations], int slice,
                       const typename SHAPE::place_t &place, activation_t chosen[SHAPE::activations]) {
#pragma HLS INLINE
        const bool dense = high ? SHAPE::is_dense(true) : SHAPE::is_dense(false);
        const int from = high ? SHAPE::block_of(true, slice) : SHAPE::block_of(false, slice);
        const int at = dense ? slice % SHAPE::block : int(place.to_uint());
    own:
        for (int j = 0; j < SHAPE::activations; ++j) {
#pragma HLS UNROLL
            chosen[j] = beat[slice][j];
        }
    block:
        for (int i = 0; i < SHAPE::block; ++i) {
#pragma HLS UNROLL
            if (SHAPE::chooses && at == i) {
            picked:
                for (int j = 0; j < SHAPE::chosen; ++j) {
#pragma HLS UNROLL
                    chosen[j] = beat[SHAPE::block * from + i][j];
                }
            }
        }
    }
};

}  // namespace accel
