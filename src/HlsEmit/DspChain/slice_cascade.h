// The slices of a chain with what is between them: multiplexers in front, the cascade, overflow adjust units.
//
// A step of one kind or the other keeps LOW or HIGH of every BLOCK weights along K. Where it keeps fewer than all, a
// chain has results side by side, each of whole groups of slices; a slice that begins one adds to nothing: that is the
// reduction node between groups. Within a segment the word goes from slice to slice as it is, through the cascade; with
// one kind of steps all beginnings are constants, and nothing is in the cascade's way.
//
// II = 1. It holds nothing, and is a module of its own, so that synthesis schedules one chain and not all of them.
#pragma once

#include "ap_int.h"
#include "carry_tracker.h"
#include "dsp_slice.h"
#include "overflow_adjust.h"
#include "packed_operands.h"
#include "slice_choice.h"

namespace accel {

template <class SHAPE>
struct slice_cascade {
    typedef typename SHAPE::activation_t activation_t;
    typedef typename SHAPE::word_t word_t;
    typedef typename SHAPE::correction_t correction_t;
    typedef packed_operands<SHAPE> operands_t;

    /// @param is_high The kind of the step.
    /// @param words Of results; those that the kind does not have are 0.
    /// @param corrections Of adjust units within a result, or its counters of carries.
    static void run(bool is_high, const activation_t beat[SHAPE::slices][SHAPE::activations],
                    const typename SHAPE::weight_t weights[SHAPE::slices][SHAPE::weights],
                    const typename SHAPE::place_t places[SHAPE::slices], word_t words[SHAPE::slots],
                    correction_t corrections[SHAPE::slots][SHAPE::lower_lanes]) {
#pragma HLS INLINE off
#pragma HLS PIPELINE II=1
#pragma HLS ARRAY_PARTITION variable=beat complete dim=0
#pragma HLS ARRAY_PARTITION variable=weights complete dim=0
#pragma HLS ARRAY_PARTITION variable=places complete dim=0
#pragma HLS ARRAY_PARTITION variable=words complete dim=0
#pragma HLS ARRAY_PARTITION variable=corrections complete dim=0
        const bool high = SHAPE::has_kinds && is_high;
        word_t word = 0;
        correction_t beside[SHAPE::lower_lanes];
#pragma HLS ARRAY_PARTITION variable=beside complete dim=0
    results:
        for (int r = 0; r < SHAPE::slots; ++r) {
#pragma HLS UNROLL
            words[r] = 0;
            clear(corrections[r]);
        }
    slices:
        for (int i = 0; i < SHAPE::slices; ++i) {
#pragma HLS UNROLL
            if (high ? i % SHAPE::span(true) == 0 : i % SHAPE::span(false) == 0) {
                word = 0;
                clear(beside);
            } else if (i % SHAPE::segment == 0) {
                overflow_adjust<SHAPE>::take(word, beside);
            }

            activation_t own[SHAPE::activations];
#pragma HLS ARRAY_PARTITION variable=own complete dim=0
            slice_choice<SHAPE>::choose(high, beat, i, places[i], own);
            const operands_t operands(weights[i], own);
            const word_t prior = word;
            word = dsp_slice<SHAPE, operands_t::subtracts>::multiply_add(operands.d, operands.a, operands.b, prior);
            if (SHAPE::tracked > 0) {
                carry_tracker<SHAPE>::count(weights[i], own, prior, word, beside);
            }

            // A result that ends here.
            if (high ? (i + 1) % SHAPE::span(true) == 0 : (i + 1) % SHAPE::span(false) == 0) {
                const int result = high ? i / SHAPE::span(true) : i / SHAPE::span(false);
                words[result] = word;
            lanes:
                for (int j = 0; j < SHAPE::lower_lanes; ++j) {
#pragma HLS UNROLL
                    corrections[result][j] = beside[j];
                }
            }
        }
    }

private:
    static void clear(correction_t corrections[SHAPE::lower_lanes]) {
#pragma HLS INLINE
    lanes:
        for (int i = 0; i < SHAPE::lower_lanes; ++i) {
#pragma HLS UNROLL
            corrections[i] = 0;
        }
    }
};

}  // namespace accel
