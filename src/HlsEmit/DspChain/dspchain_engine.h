// A core of DSP chains that computes products: activations [M x K] times weights [K x N], dense or N:M sparse along K.
//
// Loops, outermost first: tiles of TOKENS tokens; tiles of channels, as many as the chains have room for; steps of
// SLICES elements along K; passes, in which the chains hold weights while the tile's tokens pass. A pass takes a beat
// of `activations` for each ACTIVATIONS tokens (in a sparse step CHOSEN), and one of `weights` for each feed group:
// both come again whenever they are needed again, zeros beyond K.
//   activations: of slice i token t at bit ACTIVATION_BITS (ACTIVATIONS i + t).
//   weights: of the group's c-th chain slice i, weight w at bit WEIGHT_BITS (WEIGHTS (SLICES c + i) + w), zero where
//     there is none. Where steps are sparse, above all weights the place in its block, at bit PLACE_BITS (SLICES c + i)
//     from there on; where there are two kinds of steps, above that a bit that says HIGH, read with a pass's first.
//   outputs: 32 bits for bank b of chain c, channel w, in place WEIGHTS (ACTIVATIONS c + b) + w. A beat is what leaves
//     the chains in a cycle: of each feed group, a cycle after the one in front, the results of one turn, as `keep`
//     says. In a dense step a bank is a token of the beat; for the others see bank_addresses. A turn in which no chain
//     has a result is a beat too.
// Beats of more than 4096 bits are of type wide_word (beat_word.h).
//
// Parameters: see chain_shape.
// Numbers: two's complement; sums are INT32 and wrap.
// Storage: operands in registers; accumulators in LUT RAM, WEIGHTS x ACTIVATIONS memories a chain.
// II = 1: in a cycle all slices of all chains multiply, each feed group for the turn that the one in front had a cycle
//   before. Everything stands still while a beat that is needed is not there, or an output is not taken.
#pragma once

#include "ap_int.h"
#include "beat_word.h"
#include "chain_accumulators.h"
#include "chain_beats.h"
#include "chain_controller.h"
#include "chain_shape.h"
#include "chain_turn.h"
#include "dsp_chain.h"
#include "hls_stream.h"
#include "output_beat.h"

namespace accel {

template <int CHAINS, int FED, int SLICES, int GROUP, int SEGMENT, int KEPT_BITS, int TRACKED, int REPAIR, int WEIGHTS,
          int ACTIVATIONS, int WEIGHT_BITS, int ACTIVATION_BITS, int SPACING, int WIDE_WEIGHTS, int DSP58, int BLOCK,
          int LOW, int HIGH, int CHOSEN, int TOKENS>
struct dspchain_engine {
    typedef chain_shape<CHAINS, FED, SLICES, GROUP, SEGMENT, KEPT_BITS, TRACKED, REPAIR, WEIGHTS, ACTIVATIONS,
                        WEIGHT_BITS, ACTIVATION_BITS, SPACING, WIDE_WEIGHTS, DSP58, BLOCK, LOW, HIGH, CHOSEN, TOKENS>
        shape;

    static const int activations_bits = (ACTIVATION_BITS * ACTIVATIONS * SLICES + 7) / 8 * 8;
    static const int weights_bits = (shape::kind_at + (LOW < HIGH ? 1 : 0) + 7) / 8 * 8;
    static const int outputs_bits = 32 * WEIGHTS * ACTIVATIONS * CHAINS;

    typedef typename beat_word<activations_bits>::type activations_t;
    typedef typename beat_word<weights_bits>::type weights_t;
    typedef output_beat<outputs_bits> outputs_t;

    // Beats of a product; `high` says which steps are of kind HIGH, see chain_beats.
    static int activations_beats(int m, int k, int n, const bool *high = 0) {
        return chain_beats<shape>(m, k, n, high).activations;
    }
    static int weights_beats(int m, int k, int n, const bool *high = 0) {
        return chain_beats<shape>(m, k, n, high).weights;
    }
    static int outputs_beats(int m, int k, int n, const bool *high = 0) {
        return chain_beats<shape>(m, k, n, high).outputs;
    }

    static void run(int m, int k, int n, hls::stream<activations_t> &activations, hls::stream<weights_t> &weights,
                    hls::stream<outputs_t> &outputs) {
        const int GROUPS = shape::groups;
        const int LANES = shape::lanes;

        // The turn that each feed group has, and its beat: those of the group in front a cycle before.
        chain_turn<shape> turns[GROUPS];
#pragma HLS ARRAY_PARTITION variable=turns complete dim=0
        typename shape::activation_t beats[GROUPS][SLICES][ACTIVATIONS];
#pragma HLS ARRAY_PARTITION variable=beats complete dim=0

        // What slices hold while a pass's beats go by.
        typename shape::weight_t held[CHAINS][SLICES][WEIGHTS];
#pragma HLS ARRAY_PARTITION variable=held complete dim=0
        typename shape::place_t places[CHAINS][SLICES];
#pragma HLS ARRAY_PARTITION variable=places complete dim=0

        // Accumulators; a tile's first step stores, so that nothing is read that was not written.
        typename shape::sum_t sums[LANES * CHAINS][shape::bank_words];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=1
#pragma HLS BIND_STORAGE variable=sums type=ram_2p impl=lutram
        written_sum<shape> written[LANES * CHAINS];
#pragma HLS ARRAY_PARTITION variable=written complete dim=0

    turns:
        for (int g = 0; g < GROUPS; ++g) {
#pragma HLS UNROLL
            turns[g] = chain_turn<shape>::none();
        }
    written:
        for (int i = 0; i < LANES * CHAINS; ++i) {
#pragma HLS UNROLL
            written[i].address = 0;
            written[i].sum = 0;
        }

        chain_controller<shape> controller;
        controller.start(m, k, n);
    cycles:
        for (bool goes = true; goes;) {
#pragma HLS PIPELINE II=1
// A word that the cycle before wrote is taken from `written`, see chain_accumulators: any other is read two cycles or
// more after its write.
#pragma HLS DEPENDENCE variable=sums type=inter direction=RAW distance=2 true
            weights_t feed = beat_word<weights_bits>::zero();
            if (controller.wants_weights()) {
                feed = weights.read();
            }
            pass_on(turns, beats);
            if (controller.wants_activations()) {
                unpack(activations.read(), beats[0]);
            }
            turns[0] = controller.next(LOW < HIGH && bits_at<1>(feed, LOW < HIGH ? shape::kind_at : 0) == 1);

            outputs_t out;
            out.data = beat_word<outputs_bits>::zero();
            out.keep = 0;
            bool leaves = false;
            goes = controller.busy;
        groups:
            for (int g = 0; g < GROUPS; ++g) {
#pragma HLS UNROLL
                const bool works = turns[g].works(g);
                const bool lives = turns[g].valid && works;
                leaves = leaves || (lives && turns[g].leave);
                goes = goes || (g + 1 < GROUPS && turns[g].valid && turns[g].works(g + 1));
            chains:
                for (int c = 0; c < FED; ++c) {
#pragma HLS UNROLL
                    const int chain = g * FED + c;
                    if (chain < CHAINS && turns[g].first && works) {
                        dsp_chain<shape>::take(feed, c, held[chain], places[chain]);
                    }
                    if (chain < CHAINS && lives) {
                        dsp_chain<shape>::run(
                            turns[g], chain, beats[g], held[chain], places[chain], sums, written, out);
                    }
                }
            }
            out.last = !goes;
            if (leaves) {
                outputs.write(out);
            }
        }
    }

private:
    typedef typename shape::activation_t activation_t;

    /// From each feed group to the next.
    static void pass_on(chain_turn<shape> turns[shape::groups],
                        activation_t beats[shape::groups][SLICES][ACTIVATIONS]) {
#pragma HLS INLINE
    groups:
        for (int g = shape::groups - 1; g > 0; --g) {
#pragma HLS UNROLL
            turns[g] = turns[g - 1];
        slices:
            for (int i = 0; i < SLICES; ++i) {
#pragma HLS UNROLL
            tokens:
                for (int j = 0; j < ACTIVATIONS; ++j) {
#pragma HLS UNROLL
                    beats[g][i][j] = beats[g - 1][i][j];
                }
            }
        }
    }

    static void unpack(const activations_t &word, activation_t beat[SLICES][ACTIVATIONS]) {
#pragma HLS INLINE
    slices:
        for (int i = 0; i < SLICES; ++i) {
#pragma HLS UNROLL
        tokens:
            for (int j = 0; j < ACTIVATIONS; ++j) {
#pragma HLS UNROLL
                beat[i][j] = activation_t(
                    bits_at<ACTIVATION_BITS>(word, ACTIVATION_BITS * (ACTIVATIONS * i + j)));
            }
        }
    }
};

}  // namespace accel
