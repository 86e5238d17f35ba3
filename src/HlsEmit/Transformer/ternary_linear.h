// A linear layer of ternary weights between two tensors in memory: norm, quantize, the engine's product, dequantize
// and one element-wise operation, all at once.
//
// Parameters: ENGINE, a table-lookup engine (tablelookup_engine.h) or another of its streams; MAX_WIDTH, of the
//   widest token; HEAD_DIM, elements of a head, whose turns `turns` has for each position.
// Numbers: as in rms_norm.h, quantize.h, dequantize.h and element_wise.h, one after the other. Between them
//   everything is binary32, in memory binary16.
// Memory: words of 256 bits, see move_words.h; weights as in memory_word.h. `operands` has the tokens, `seconds`
//   what the element-wise operation needs besides, `results` what comes out, unless it goes to `keys` or `values`.
//   The three may be one memory: what is read and what is written never overlaps.
// Hardware: the processes of a DATAFLOW region, a burst of each memory. The engine takes the whole matrix first
//   where its weight buffer has no other half.
#pragma once

#include "ap_int.h"
#include "binary16.h"
#include "dequantize.h"
#include "element_wise.h"
#include "float_lanes.h"
#include "hls_stream.h"
#include "memory_word.h"
#include "move_words.h"
#include "output_beat.h"
#include "quantize.h"
#include "read_beats.h"
#include "rms_norm.h"

namespace accel {

enum linear_destination { to_results = 0, to_keys = 1, to_values = 2 };

/// What a linear layer does. `first` is a place in words of its memory.
struct linear_task {
    int k, n;
    int weights_first, gains_first, operands_first;
    int kind;           // of element_wise_kind
    int seconds_first;  // in `turns` for rope, otherwise in `seconds`
    int destination;    // of linear_destination
    int results_first;
    float weight_scale, epsilon;
};

template <class ENGINE, int MAX_WIDTH, int HEAD_DIM>
struct ternary_linear {
    static const int lanes = float_lanes::count;
    static const int step = ENGINE::activations_bits / 8;
    static const int lookups = ENGINE::outputs_bits / 32;
    typedef ap_uint<memory_word<ENGINE::weights_bits>::bits> weight_word;

    /// Multiplies all tokens. Turns are read from `seconds_first` on, a position less for each token.
    static void run(int tokens, linear_task task, const weight_word *weights, const half_word *parameters,
                    const half_word *turns, const half_word *operands, const half_word *seconds, half_word *results,
                    half_word *keys, half_word *values) {
#pragma HLS INLINE off
        const int operand_words = tokens * (task.k / lanes);
        const int result_words = tokens * (task.n / lanes);
        const int beats = ENGINE::weights_beats(tokens, task.k, task.n);
        flow(tokens, task.k, task.n, operand_words, result_words, beats, task.weights_first, task.gains_first,
             task.operands_first, task.kind, task.seconds_first, task.destination, task.results_first,
             task.weight_scale, task.epsilon, weights, parameters, turns, operands, seconds, results, keys, values);
    }

private:
    static void flow(int tokens, int k, int n, int operand_words, int result_words, int beats, int weights_first,
                     int gains_first, int operands_first, int kind, int seconds_first, int destination,
                     int results_first, float weight_scale, float epsilon, const weight_word *weights,
                     const half_word *parameters, const half_word *turns, const half_word *operands,
                     const half_word *seconds, half_word *results, half_word *keys, half_word *values) {
#pragma HLS DATAFLOW
        hls::stream<half_word> rows("rows");
#pragma HLS STREAM variable=rows depth=32
        hls::stream<half_word> gains("gains");
#pragma HLS STREAM variable=gains depth=32
        hls::stream<ap_uint<ENGINE::weights_bits> > weight_beats("weight_beats");
#pragma HLS STREAM variable=weight_beats depth=32
        hls::stream<half_word> second_words("second_words");
#pragma HLS STREAM variable=second_words depth=32
        hls::stream<float_lanes> normed("normed");
        hls::stream<float> scales("scales");
#pragma HLS STREAM variable=scales depth=4
        hls::stream<ap_uint<ENGINE::activations_bits> > activations("activations");
        hls::stream<output_beat<ENGINE::outputs_bits> > sums("sums");
        hls::stream<float_lanes> products("products");
        hls::stream<half_word> halves("halves");
#pragma HLS STREAM variable=halves depth=32
        read_words(operands, operands_first, operand_words, rows);
        read_gains(parameters, gains_first, k, gains);
        read_weights(weights, weights_first, beats, weight_beats);
        read_seconds(kind, tokens, n, seconds_first, turns, seconds, second_words);
        rms_norm<MAX_WIDTH>::run(tokens, k, epsilon, gains, rows, normed);
        quantize<step, MAX_WIDTH>::run(tokens, k, normed, scales, activations);
        ENGINE::run(tokens, k, n, activations, weight_beats, sums);
        dequantize<lookups>::run(tokens, n, weight_scale, scales, sums, products);
        element_wise(kind, result_words, products, second_words, halves);
        write_results(destination, results_first, result_words, halves, results, keys, values);
    }

    static void read_gains(const half_word *parameters, int first, int k, hls::stream<half_word> &out) {
        read_words(parameters, first, k / lanes, out);
    }

    static void read_weights(const weight_word *weights, int first, int beats,
                             hls::stream<ap_uint<ENGINE::weights_bits> > &out) {
        read_beats<ENGINE::weights_bits>(weights + first, beats, out);
    }

    static void read_seconds(int kind, int tokens, int n, int first, const half_word *turns, const half_word *seconds,
                             hls::stream<half_word> &out) {
        if (kind == rope_kind) {
            read_turns(tokens, n / HEAD_DIM, first, turns, out);
        } else if (kind != bypass_kind) {
            read_words(seconds, first, tokens * (n / lanes), out);
        }
    }

    // The turns of each token's position, for every head again.
    static void read_turns(int tokens, int heads, int first, const half_word *turns, hls::stream<half_word> &out) {
        const int words = HEAD_DIM / lanes;
        half_word turn[words];
#pragma HLS ARRAY_PARTITION variable=turn complete dim=0
    tokens_of_all:
        for (int token = 0; token < tokens; ++token) {
        heads_of_token:
            for (int head = 0; head < heads; ++head) {
            words_of_head:
                for (int w = 0; w < words; ++w) {
#pragma HLS PIPELINE II=1
                    if (head == 0) {
                        turn[w] = turns[first - token * words + w];
                    }
                    out.write(turn[w]);
                }
            }
        }
    }

    static void write_results(int destination, int first, int words, hls::stream<half_word> &in, half_word *results,
                              half_word *keys, half_word *values) {
        if (destination == to_keys) {
            write_words(in, first, words, keys);
        } else if (destination == to_values) {
            write_words(in, first, words, values);
        } else {
            write_words(in, first, words, results);
        }
    }
};

}  // namespace accel
