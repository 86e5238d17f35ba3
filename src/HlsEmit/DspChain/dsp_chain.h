// A chain of DSP slices with its accumulators: dot products of SLICES elements along K, of WEIGHTS channels and
// ACTIVATIONS tokens a beat, or of N:M sparse steps several results side by side, accumulated over steps along K.
#pragma once

#include "ap_int.h"
#include "bank_addresses.h"
#include "beat_word.h"
#include "chain_accumulators.h"
#include "chain_reader.h"
#include "chain_turn.h"
#include "output_beat.h"
#include "slice_cascade.h"

namespace accel {

template <class SHAPE>
struct dsp_chain {
    static const int outputs_bits = 32 * SHAPE::lanes * SHAPE::chains;

    typedef typename SHAPE::activation_t activation_t;
    typedef typename SHAPE::weight_t weight_t;
    typedef typename SHAPE::place_t place_t;
    typedef typename SHAPE::sum_t sum_t;

    /// Takes a pass's weights and places out of a beat of weights.
    /// @param own The chain's number in its feed group.
    template <class WORD>
    static void take(const WORD &feed, int own, weight_t held[SHAPE::slices][SHAPE::weights],
                     place_t places[SHAPE::slices]) {
#pragma HLS INLINE
        const int BITS = SHAPE::weight_bits;
    slices:
        for (int i = 0; i < SHAPE::slices; ++i) {
#pragma HLS UNROLL
            const int slice = SHAPE::slices * own + i;
        weights:
            for (int w = 0; w < SHAPE::weights; ++w) {
#pragma HLS UNROLL
                held[i][w] = weight_t(bits_at<BITS>(feed, BITS * (SHAPE::weights * slice + w)));
            }
            places[i] = SHAPE::chooses
                ? bits_at<SHAPE::place_bits>(feed, SHAPE::chooses ? SHAPE::places_at + SHAPE::place_bits * slice : 0)
                : place_t(0);
        }
    }

    /// A turn of a beat: multiplies, accumulates and, in a tile's last step, puts out the sums.
    /// @param chain Which of the core's chains it is.
    static void run(const chain_turn<SHAPE> &turn, int chain,
                    const activation_t beat[SHAPE::slices][SHAPE::activations],
                    const weight_t held[SHAPE::slices][SHAPE::weights], const place_t places[SHAPE::slices],
                    sum_t sums[SHAPE::lanes * SHAPE::chains][SHAPE::bank_words],
                    written_sum<SHAPE> written[SHAPE::lanes * SHAPE::chains], output_beat<outputs_bits> &out) {
#pragma HLS INLINE
        const bool high = SHAPE::has_kinds && turn.high;
        const bool single = high ? SHAPE::is_single(true) : SHAPE::is_single(false);

        chain_end<SHAPE> ends[SHAPE::slots];
#pragma HLS ARRAY_PARTITION variable=ends complete dim=0
        slice_cascade<SHAPE>::run(high, beat, held, places, ends);

        bank_item<SHAPE> banks[SHAPE::activations];
#pragma HLS ARRAY_PARTITION variable=banks complete dim=0
        const bank_addresses<SHAPE> bank(turn, single);
        chain_reader<SHAPE>::read(turn, high, chain, bank.swap, ends, banks);
    banks:
        for (int i = 0; i < SHAPE::activations; ++i) {
#pragma HLS UNROLL
        weights:
            for (int w = 0; w < SHAPE::weights; ++w) {
#pragma HLS UNROLL
                const int lane = SHAPE::lanes * chain + SHAPE::weights * i + w;
                const bool valid = banks[i].valid[w];
                const sum_t sum = chain_accumulators<SHAPE>::add(
                    turn.store, valid, bank.address[i], banks[i].value[w], sums[lane], written[lane]);
                if (valid && turn.leave) {
                    put_bits<32>(out.data, 32 * lane, ap_uint<32>(sum));
                    out.keep.range(4 * lane + 3, 4 * lane) = ap_uint<4>(15);
                }
            }
        }
    }
};

}  // namespace accel
