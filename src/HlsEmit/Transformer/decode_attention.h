// Attention of one query to all positions of a cache: all keys pass, then all values.
//
// Parameters: HEADS of the query; KV_HEADS of keys and values, each for HEADS / KV_HEADS heads in a row; HEAD_DIM, a
//   multiple of 16; LANES, multiply-accumulates a cycle, 16 at most; MAX_POSITIONS that scores are kept of.
// Streams: `queries`, the heads of the query in words of binary16; `keys` and `values`, for each position its heads;
//   `out`, the heads of the result.
// Numbers: a head's scores (head_dot) pass online_softmax in the order of the positions, for m and l. Then, position
//   by position, result = result + weight * value, from 0, with weight = exponential(score - m); then
//   divide_heads.
// Storage: scores and results in block RAM.
// Hardware: II = HEAD_DIM / LANES a head and position in both phases, each as fast as its half of the cache comes.
//   What a head adds to is needed again after HEADS heads: the interval holds where HEADS times II cycles are more
//   than a multiply and an add take, and is longer where they are not.
#pragma once

#include "binary16.h"
#include "divide_heads.h"
#include "exponential.h"
#include "float_lanes.h"
#include "head_dot.h"
#include "hls_stream.h"
#include "local_memory.h"
#include "online_softmax.h"

namespace accel {

template <int HEADS, int KV_HEADS, int HEAD_DIM, int LANES, int MAX_POSITIONS>
struct decode_attention {
    static const int lanes = float_lanes::count;
    static const int words = HEAD_DIM / lanes;
    static const int group = HEADS / KV_HEADS;
    static const int interval = HEAD_DIM / LANES;
    static_assert(HEAD_DIM % lanes == 0 && HEADS % KV_HEADS == 0, "whole words and groups");
    static_assert(LANES <= lanes && HEAD_DIM % LANES == 0, "a word of each operand a cycle at most");

    static void run(int positions, hls::stream<half_word> &queries, hls::stream<half_word> &keys,
                    hls::stream<half_word> &values, hls::stream<half_word> &out) {
        ACCEL_LOCAL_MEMORY float scores[MAX_POSITIONS * HEADS];
#pragma HLS BIND_STORAGE variable=scores type=ram_2p impl=bram
        float largest[HEADS];
#pragma HLS BIND_STORAGE variable=largest type=ram_2p impl=lutram
        float sums[HEADS];
#pragma HLS BIND_STORAGE variable=sums type=ram_2p impl=lutram
        float results[HEADS * HEAD_DIM];
#pragma HLS ARRAY_PARTITION variable=results cyclic factor=16 dim=1
#pragma HLS BIND_STORAGE variable=results type=ram_2p impl=lutram
        score(positions, queries, keys, scores, largest, sums);
        weigh(positions, values, scores, largest, results);
        divide_heads<HEADS, HEAD_DIM>(sums, results, out);
    }

private:
    static void score(int positions, hls::stream<half_word> &queries, hls::stream<half_word> &keys,
                      float scores[MAX_POSITIONS * HEADS], float largest[HEADS], float sums[HEADS]) {
        half_word query[HEADS][words];
#pragma HLS BIND_STORAGE variable=query type=ram_2p impl=lutram
    take_query:
        for (int i = 0; i < HEADS * words; ++i) {
#pragma HLS PIPELINE II=1
            query[i / words][i % words] = queries.read();
        }
        half_word key[words];
#pragma HLS ARRAY_PARTITION variable=key complete dim=0
    positions_of_keys:
        for (int position = 0; position < positions; ++position) {
        heads_of_keys:
            for (int head = 0; head < HEADS; ++head) {
#pragma HLS PIPELINE II=interval
// A head's state is written in one iteration and read again HEADS iterations later.
#pragma HLS DEPENDENCE variable=largest type=inter direction=RAW distance=HEADS true
#pragma HLS DEPENDENCE variable=sums type=inter direction=RAW distance=HEADS true
                if (head % group == 0) {
                take_key:
                    for (int w = 0; w < words; ++w) {
#pragma HLS UNROLL
                        key[w] = keys.read();
                    }
                }
                const float score = head_dot<HEAD_DIM>(query[head], key);
                const softmax_step step =
                    online_softmax(position == 0 ? softmax_step::start() : largest[head],
                                   position == 0 ? 0.0f : sums[head], score);
                scores[position * HEADS + head] = score;
                largest[head] = step.largest;
                sums[head] = step.sum;
            }
        }
    }

    static void weigh(int positions, hls::stream<half_word> &values, const float scores[MAX_POSITIONS * HEADS],
                      const float largest[HEADS], float results[HEADS * HEAD_DIM]) {
        half_word value[words];
#pragma HLS ARRAY_PARTITION variable=value complete dim=0
    positions_of_values:
        for (int position = 0; position < positions; ++position) {
        heads_of_values:
            for (int head = 0; head < HEADS; ++head) {
#pragma HLS PIPELINE II=interval
// An element is written in one iteration and read again HEADS iterations later.
#pragma HLS DEPENDENCE variable=results type=inter direction=RAW distance=HEADS true
                if (head % group == 0) {
                take_value:
                    for (int w = 0; w < words; ++w) {
#pragma HLS UNROLL
                        value[w] = values.read();
                    }
                }
                const float weight = exponential(scores[position * HEADS + head] - largest[head]);
            words_of_value:
                for (int w = 0; w < words; ++w) {
#pragma HLS UNROLL
                    const float_lanes v = unpack_halves(value[w]);
                lanes_of_value:
                    for (int i = 0; i < lanes; ++i) {
#pragma HLS UNROLL
                        const int element = head * HEAD_DIM + w * lanes + i;
                        const float before = position == 0 ? 0.0f : results[element];
                        const float product = weight * v.at[i];
                        results[element] = before + product;
                    }
                }
            }
        }
    }
};

}  // namespace accel
