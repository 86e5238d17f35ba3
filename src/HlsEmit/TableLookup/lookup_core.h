// The datapath of a table-lookup engine: for each token and each step of T x G activations along K it builds T tables,
// and looks them up for all output channels, Q a cycle.
//
// Parameters: G, weights of an index; T, tables; Q, channels a cycle; VARIANT, 0 for tables of all sums, 1 for those of
//   one sign, 2 for none, where weights choose activations; OVERLAP, 1 for two sets of tables, the next built while one
//   is read; INTERVAL, cycles from one iteration to the next; DEPTH, the most iterations of a step; WORDS, words of the
//   weight buffer; V, vectors that it takes in a cycle.
// Streams: `activations` gives a beat for each step of a token; `outputs` takes, in a token's last step, the sums of Q
//   channels a beat, with the bytes of channels below N kept and the product's last beat marked.
// Numbers: activations are INT8 of -127 to 127, those beyond K of any value as long as their weights are zero; sums are
//   INT32, exact.
// Storage: tables in distributed RAM, or activations in registers, two sets of them where OVERLAP makes them the
//   channel of a DATAFLOW region; accumulators in block RAM.
// Hardware: a step takes ceil(N / Q) iterations, II = INTERVAL, and the depth of their pipeline. With OVERLAP it takes
//   as long as its tables where these take longer, without OVERLAP they come first.
#pragma once

#include "accumulator_bank.h"
#include "ap_int.h"
#include "hls_stream.h"
#include "local_memory.h"
#include "lookup_reduce.h"
#include "lookup_table.h"
#include "output_beat.h"
#include "select_reduce.h"
#include "table_builder.h"
#include "weight_buffer.h"

namespace accel {

template <int G, int T, int Q, int VARIANT, int OVERLAP, int INTERVAL, int DEPTH, int WORDS, int V>
struct lookup_core {
    static const int half = VARIANT == 1 ? 1 : 0;
    typedef lookup_table<G, half> table;
    typedef lookup_reduce<G, T, Q, half> by_table;
    typedef select_reduce<G, T, Q> by_choice;
    typedef table_builder<G, T, by_table::copies, half> builder;
    typedef weight_buffer<by_table::vector_bits, Q, V, WORDS> buffer;
    typedef accumulator_bank<Q, DEPTH> accumulators;
    typedef hls::stream<ap_uint<8 * T * G> > activation_stream;
    typedef hls::stream<output_beat<32 * Q> > output_stream;

    /// A product with the matrix that is in `words`.
    static void multiply(int m, int k, int n, activation_stream &activations, typename buffer::memory words,
                         output_stream &outputs) {
#pragma HLS INLINE off
        ACCEL_LOCAL_MEMORY ap_int<32> sums[Q][DEPTH];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=1
#pragma HLS BIND_STORAGE variable=sums type=ram_2p impl=bram
        const int iterations = (n + Q - 1) / Q;
        const int steps = (k + T * G - 1) / (T * G);
        const unsigned all_steps = unsigned(m) * unsigned(steps);
        // Parameters choose one of these, the others are never made.
        if (VARIANT == 2 && OVERLAP != 0) {
            overlapped_choices(all_steps, n, iterations, steps * iterations, activations, words, sums, outputs);
        } else if (VARIANT == 2) {
            exposed_choices(all_steps, n, iterations, steps * iterations, activations, words, sums, outputs);
        } else if (OVERLAP != 0) {
            overlapped_tables(all_steps, n, iterations, steps * iterations, activations, words, sums, outputs);
        } else {
            exposed_tables(all_steps, n, iterations, steps * iterations, activations, words, sums, outputs);
        }
    }

private:
    /// The steps of all tokens, the next one's tables made while one's are read: an iteration of the loop begins as
    /// soon as the one before has left its first process.
    static void overlapped_tables(unsigned all_steps, int n, int iterations, int matrix, activation_stream &activations,
                                  typename buffer::memory words, typename accumulators::memory sums,
                                  output_stream &outputs) {
#pragma HLS INLINE off
        steps: for (unsigned step = 0; step < all_steps; ++step) {
#pragma HLS DATAFLOW
            ACCEL_LOCAL_MEMORY ap_int<table::entry_bits> tables[T][by_table::copies][table::places];
#pragma HLS ARRAY_PARTITION variable=tables complete dim=1
#pragma HLS ARRAY_PARTITION variable=tables complete dim=2
#pragma HLS BIND_STORAGE variable=tables type=ram_2p impl=lutram
            builder::build(activations, tables);
            look_up<by_table>(step, all_steps, n, iterations, matrix, tables, words, sums, outputs);
        }
    }

    /// The same, one after the other with one set of tables.
    static void exposed_tables(unsigned all_steps, int n, int iterations, int matrix, activation_stream &activations,
                               typename buffer::memory words, typename accumulators::memory sums,
                               output_stream &outputs) {
#pragma HLS INLINE off
        ACCEL_LOCAL_MEMORY ap_int<table::entry_bits> tables[T][by_table::copies][table::places];
#pragma HLS ARRAY_PARTITION variable=tables complete dim=1
#pragma HLS ARRAY_PARTITION variable=tables complete dim=2
#pragma HLS BIND_STORAGE variable=tables type=ram_2p impl=lutram
        steps: for (unsigned step = 0; step < all_steps; ++step) {
            builder::build(activations, tables);
            look_up<by_table>(step, all_steps, n, iterations, matrix, tables, words, sums, outputs);
        }
    }

    /// Without tables: two sets of registers, one filled while the other is read.
    static void overlapped_choices(unsigned all_steps, int n, int iterations, int matrix,
                                   activation_stream &activations, typename buffer::memory words,
                                   typename accumulators::memory sums, output_stream &outputs) {
#pragma HLS INLINE off
        steps: for (unsigned step = 0; step < all_steps; ++step) {
#pragma HLS DATAFLOW
            ap_int<8> choices[T * G][2];
#pragma HLS ARRAY_PARTITION variable=choices complete dim=0
            by_choice::hold(activations, choices);
            look_up<by_choice>(step, all_steps, n, iterations, matrix, choices, words, sums, outputs);
        }
    }

    /// Without tables: one set of registers, filled and then read.
    static void exposed_choices(unsigned all_steps, int n, int iterations, int matrix, activation_stream &activations,
                                typename buffer::memory words, typename accumulators::memory sums,
                                output_stream &outputs) {
#pragma HLS INLINE off
        ap_int<8> choices[T * G][2];
#pragma HLS ARRAY_PARTITION variable=choices complete dim=0
        steps: for (unsigned step = 0; step < all_steps; ++step) {
            by_choice::hold(activations, choices);
            look_up<by_choice>(step, all_steps, n, iterations, matrix, choices, words, sums, outputs);
        }
    }

    /// A step: Q channels an iteration, each with T lookups, or T G choices, of its own. `matrix` is the words that a
    /// token goes through.
    template <class REDUCE>
    static void look_up(unsigned step, unsigned all_steps, int n, int iterations, int matrix,
                        typename REDUCE::memory terms, typename buffer::memory words,
                        typename accumulators::memory sums, output_stream &outputs) {
#pragma HLS INLINE off
        // Words go round, once for each token, and tell of a step where in its token it is. A product begins anew.
        static int next_word = 0;
        const int first_word = step == 0 ? 0 : next_word;
        const bool first = first_word == 0;
        const bool last = first_word + iterations == matrix;
        next_word = last ? 0 : first_word + iterations;

        lookup: for (int i = 0; i < iterations; ++i) {
#pragma HLS PIPELINE II=INTERVAL
#pragma HLS LOOP_TRIPCOUNT min=1 max=DEPTH
            const int left = n - i * Q;
            output_beat<32 * Q> beat;
            beat.data = 0;
            beat.keep = 0;
            beat.last = last && step + 1 == all_steps && left <= Q;
            channels: for (int q = 0; q < Q; ++q) {
#pragma HLS UNROLL
                const ap_uint<REDUCE::vector_bits> vector = buffer::read(words, first_word + i, q);
                const ap_int<REDUCE::sum_bits> sum = REDUCE::sum(terms, q, vector);
                const ap_int<32> total = accumulators::add(sums, q, i, sum, first, last);
                beat.data.range(32 * q + 31, 32 * q) = total;
                beat.keep.range(4 * q + 3, 4 * q) = q < left ? 15 : 0;
            }
            if (last) {
                outputs.write(beat);
            }
        }
    }
};

}  // namespace accel
