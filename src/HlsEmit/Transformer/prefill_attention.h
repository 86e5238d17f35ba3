// Causal attention among the tokens of a prompt, which lie in reversed order: the last token is row 0.
//
// A token attends to itself and to those before it in the prompt, which are the rows from its own on. QUERIES tokens
// are held at a time, the last ones of the prompt first. Keys and values from the group's first row on pass once, each
// to all of its queries; rows of later tokens are not read again. So nothing that the mask hides is fetched, and only
// within a group is a row met by queries that ignore it; every pass reads ascending rows. N tokens take N (N + QUERIES)
// / (2 QUERIES) rows of each where QUERIES divides N.
//
// Parameters: HEADS of a query; KV_HEADS of a row, each for HEADS / KV_HEADS heads in a row; HEAD_DIM, a multiple of
//   16; QUERIES; LANES, multiply-accumulates a cycle of each query for scores, and as many for values, 16 at most.
// Streams: `queries`, rows 0 to N - 1 in words of binary16; `keys` and `values`, for each group of queries the rows
//   from its first to N - 1; `out`, rows 0 to N - 1.
// Numbers: for each head of a query, from its own row on: the score (head_dot) passes online_softmax, and result =
//   corrected_result(result, correction) + weight * value, from 0; then divide_heads.
// Storage: for each query its own queries, m, l and results in distributed RAM.
// Hardware: II = HEAD_DIM / LANES a head and row, all queries in parallel. What a head adds to is needed again after
//   HEADS heads: the interval holds where HEADS times II cycles are more than two multiplies and an add take, and is
//   longer where they are not.
#pragma once

#include "binary16.h"
#include "divide_heads.h"
#include "float_lanes.h"
#include "head_dot.h"
#include "hls_stream.h"
#include "online_softmax.h"

namespace accel {

template <int HEADS, int KV_HEADS, int HEAD_DIM, int QUERIES, int LANES>
struct prefill_attention {
    static const int lanes = float_lanes::count;
    static const int words = HEAD_DIM / lanes;
    static const int group = HEADS / KV_HEADS;
    static const int interval = HEAD_DIM / LANES;
    static_assert(HEAD_DIM % lanes == 0 && HEADS % KV_HEADS == 0, "whole words and groups");
    static_assert(LANES <= lanes && HEAD_DIM % LANES == 0, "a word of each operand a cycle at most");

    static void run(int tokens, hls::stream<half_word> &queries, hls::stream<half_word> &keys,
                    hls::stream<half_word> &values, hls::stream<half_word> &out) {
        half_word query[QUERIES][HEADS][words];
#pragma HLS ARRAY_PARTITION variable=query complete dim=1
#pragma HLS BIND_STORAGE variable=query type=ram_2p impl=lutram
        float sums[QUERIES][HEADS];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=1
#pragma HLS BIND_STORAGE variable=sums type=ram_2p impl=lutram
        float results[QUERIES][HEADS * HEAD_DIM];
#pragma HLS ARRAY_PARTITION variable=results complete dim=1
#pragma HLS ARRAY_PARTITION variable=results cyclic factor=16 dim=2
#pragma HLS BIND_STORAGE variable=results type=ram_2p impl=lutram
    groups:
        for (int first = 0; first < tokens; first += QUERIES) {
            const int rows = tokens - first;
            const int held = rows < QUERIES ? rows : QUERIES;
        take_queries:
            for (int i = 0; i < held; ++i) {
            take_query:
                for (int w = 0; w < HEADS * words; ++w) {
#pragma HLS PIPELINE II=1
                    query[i][w / words][w % words] = queries.read();
                }
            }
            pass(rows, query, keys, values, sums, results);
        leave_queries:
            for (int i = 0; i < held; ++i) {
                divide_heads<HEADS, HEAD_DIM>(sums[i], results[i], out);
            }
        }
    }

private:
    // Lets rows pass the queries: row j meets those up to the j-th.
    static void pass(int rows, const half_word query[QUERIES][HEADS][words], hls::stream<half_word> &keys,
                     hls::stream<half_word> &values, float sums[QUERIES][HEADS],
                     float results[QUERIES][HEADS * HEAD_DIM]) {
        float largest[QUERIES][HEADS];
#pragma HLS ARRAY_PARTITION variable=largest complete dim=1
#pragma HLS BIND_STORAGE variable=largest type=ram_2p impl=lutram
        half_word key[words];
#pragma HLS ARRAY_PARTITION variable=key complete dim=0
        half_word value[words];
#pragma HLS ARRAY_PARTITION variable=value complete dim=0
    rows_of_pass:
        for (int row = 0; row < rows; ++row) {
        heads_of_row:
            for (int head = 0; head < HEADS; ++head) {
#pragma HLS PIPELINE II=interval
// What belongs to a head is written in one iteration and read again HEADS iterations later.
#pragma HLS DEPENDENCE variable=largest type=inter direction=RAW distance=HEADS true
#pragma HLS DEPENDENCE variable=sums type=inter direction=RAW distance=HEADS true
#pragma HLS DEPENDENCE variable=results type=inter direction=RAW distance=HEADS true
                if (head % group == 0) {
                take_row:
                    for (int w = 0; w < words; ++w) {
#pragma HLS UNROLL
                        key[w] = keys.read();
                        value[w] = values.read();
                    }
                }
            queries_of_group:
                for (int i = 0; i < QUERIES; ++i) {
#pragma HLS UNROLL
                    if (i <= row) {
                        const bool is_first = i == row;
                        const softmax_step step =
                            online_softmax(is_first ? softmax_step::start() : largest[i][head],
                                           is_first ? 0.0f : sums[i][head], head_dot<HEAD_DIM>(query[i][head], key));
                        largest[i][head] = step.largest;
                        sums[i][head] = step.sum;
                        add(is_first, step, value, head, results[i]);
                    }
                }
            }
        }
    }

    // Adds a weighted value to a head's result.
    static void add(bool is_first, const softmax_step &step, const half_word value[words], int head,
                    float results[HEADS * HEAD_DIM]) {
#pragma HLS INLINE
    words_of_value:
        for (int w = 0; w < words; ++w) {
#pragma HLS UNROLL
            const float_lanes v = unpack_halves(value[w]);
        lanes_of_value:
            for (int i = 0; i < lanes; ++i) {
#pragma HLS UNROLL
                const int element = head * HEAD_DIM + w * lanes + i;
                const float before = is_first ? 0.0f : results[element];
                const float product = step.weight * v.at[i];
                results[element] = corrected_result(before, step.correction) + product;
            }
        }
    }
};

}  // namespace accel
