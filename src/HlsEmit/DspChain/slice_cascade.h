// The slices of a chain with what is between them: multiplexers in front, the cascade, overflow adjust units.
//
// A step of one kind or the other keeps LOW or HIGH of every BLOCK weights along K. Where it keeps fewer than all, a
// chain has results side by side, each of whole groups of slices; a slice that begins one adds to nothing: that is the
// reduction node between groups. Within a segment the word goes from slice to slice as it is, through the cascade; with
// one kind of steps all beginnings are constants, and nothing is in the cascade's way.
#pragma once

#include "ap_int.h"
#include "carry_tracker.h"
#include "dsp_slice.h"
#include "overflow_adjust.h"
#include "packed_operands.h"
#include "slice_choice.h"

namespace accel {

/// The word of a result, with the corrections of adjust units within it, or with its counters of carries.
template <class SHAPE>
struct chain_end {
    typename SHAPE::word_t word;
    typename SHAPE::correction_t corrections[SHAPE::lower_lanes];
};

template <class SHAPE>
struct slice_cascade {
    typedef typename SHAPE::activation_t activation_t;
    typedef packed_operands<SHAPE> operands_t;

    /// @param high The kind of the step.
    /// @param ends A result each; those that the kind does not have stay as they are.
    static void run(bool high, const activation_t beat[SHAPE::slices][SHAPE::activations],
                    const typename SHAPE::weight_t weights[SHAPE::slices][SHAPE::weights],
                    const typename SHAPE::place_t places[SHAPE::slices], chain_end<SHAPE> ends[SHAPE::slots]) {
#pragma HLS INLINE
        chain_end<SHAPE> sum;
        clear(sum);
    slices:
        for (int i = 0; i < SHAPE::slices; ++i) {
#pragma HLS UNROLL
            if (high ? i % SHAPE::span(true) == 0 : i % SHAPE::span(false) == 0) {
                clear(sum);
            } else if (i % SHAPE::segment == 0) {
                overflow_adjust<SHAPE>::take(sum.word, sum.corrections);
            }

            activation_t own[SHAPE::activations];
#pragma HLS ARRAY_PARTITION variable=own complete dim=0
            slice_choice<SHAPE>::choose(high, beat, i, places[i], own);
            const operands_t operands(weights[i], own);
            const typename SHAPE::word_t prior = sum.word;
            sum.word = dsp_slice<SHAPE, operands_t::subtracts>::multiply_add(operands.d, operands.a, operands.b, prior);
            if (SHAPE::tracked > 0) {
                carry_tracker<SHAPE>::count(weights[i], own, prior, sum.word, sum.corrections);
            }

            // A result that ends here.
            if (high ? (i + 1) % SHAPE::span(true) == 0 : (i + 1) % SHAPE::span(false) == 0) {
                ends[high ? i / SHAPE::span(true) : i / SHAPE::span(false)] = sum;
            }
        }
    }

private:
    static void clear(chain_end<SHAPE> &sum) {
#pragma HLS INLINE
        sum.word = 0;
    lanes:
        for (int i = 0; i < SHAPE::lower_lanes; ++i) {
#pragma HLS UNROLL
            sum.corrections[i] = 0;
        }
    }
};

}  // namespace accel
