// Attention of a decoder layer between queries and results in memory and the caches of keys and values.
//
// Parameters: as in decode_attention.h and prefill_attention.h; DECODE_LANES are decode's.
// Memory: words of 256 bits, see move_words.h. A row of queries or results has HEADS heads, one of `keys` or
//   `values` KV_HEADS.
// Hardware: two DATAFLOW regions, of which one is at work: four bursts beside the units.
#pragma once

#include "binary16.h"
#include "decode_attention.h"
#include "float_lanes.h"
#include "hls_stream.h"
#include "move_words.h"
#include "prefill_attention.h"

namespace accel {

template <int HEADS, int KV_HEADS, int HEAD_DIM, int MAX_POSITIONS, int QUERIES, int LANES, int DECODE_LANES>
struct layer_attention {
    static const int query_words = HEADS * HEAD_DIM / float_lanes::count;
    static const int row_words = KV_HEADS * HEAD_DIM / float_lanes::count;

    /// One query to the first so many rows of the caches.
    static void decode(int positions, int queries_first, int results_first, const half_word *operands,
                       const half_word *keys, const half_word *values, half_word *results) {
#pragma HLS DATAFLOW
        hls::stream<half_word> query_words_in("queries");
#pragma HLS STREAM variable=query_words_in depth=32
        hls::stream<half_word> key_words("keys");
#pragma HLS STREAM variable=key_words depth=32
        hls::stream<half_word> value_words("values");
#pragma HLS STREAM variable=value_words depth=32
        hls::stream<half_word> result_words("results");
#pragma HLS STREAM variable=result_words depth=32
        read_rows(operands, queries_first, 1, query_words, query_words_in);
        read_rows(keys, 0, positions, row_words, key_words);
        read_rows(values, 0, positions, row_words, value_words);
        decode_attention<HEADS, KV_HEADS, HEAD_DIM, DECODE_LANES, MAX_POSITIONS>::run(
            positions, query_words_in, key_words, value_words, result_words);
        write_rows(result_words, results_first, 1, query_words, results);
    }

    /// The tokens of a prompt, the last one first, to themselves and those before.
    static void prefill(int tokens, int queries_first, int results_first, const half_word *operands,
                        const half_word *keys, const half_word *values, half_word *results) {
#pragma HLS DATAFLOW
        hls::stream<half_word> query_words_in("queries");
#pragma HLS STREAM variable=query_words_in depth=32
        hls::stream<half_word> key_words("keys");
#pragma HLS STREAM variable=key_words depth=32
        hls::stream<half_word> value_words("values");
#pragma HLS STREAM variable=value_words depth=32
        hls::stream<half_word> result_words("results");
#pragma HLS STREAM variable=result_words depth=32
        read_rows(operands, queries_first, tokens, query_words, query_words_in);
        read_triangle(keys, tokens, row_words, QUERIES, key_words);
        read_triangle(values, tokens, row_words, QUERIES, value_words);
        prefill_attention<HEADS, KV_HEADS, HEAD_DIM, QUERIES, LANES>::run(
            tokens, query_words_in, key_words, value_words, result_words);
        write_rows(result_words, results_first, tokens, query_words, results);
    }

private:
    static void read_rows(const half_word *memory, int first, int rows, int words, hls::stream<half_word> &out) {
        read_words(memory, first, rows * words, out);
    }

    static void write_rows(hls::stream<half_word> &in, int first, int rows, int words, half_word *memory) {
        write_words(in, first, rows * words, memory);
    }
};

}  // namespace accel
