// A decoder layer of ternary weights, as BitNet b1.58 has them: seven linear layers and attention, for one token
// with the positions before it in a cache, or for the tokens of a prompt.
//
//   h = x + o(norm2(attention(rope(q(norm1 x)), rope(k(norm1 x)), v(norm1 x))))
//   y = h + down(norm4(silu(gate(norm3 h)) * up(norm3 h)))
//
// Parameters: ENGINE, see ternary_linear.h, whose buffers hold each matrix whole; HIDDEN, elements of a token; HEADS
//   of a query; KV_HEADS of keys and values; HEAD_DIM; FFN, elements between up and down; MAX_POSITIONS, the longest
//   context; QUERIES and LANES of prefill_attention.h, DECODE_LANES of decode_attention.h. HIDDEN, HEAD_DIM and FFN
//   are multiples of 16.
// Memory: words of 256 bits of sixteen binary16, first lowest, row by row; A stands for HEADS HEAD_DIM.
//     weights      the matrices q, k, v, o, gate, up, down, each as the engine's beats of `weights` in the order in
//                  which it takes them, in memory words (memory_word.h), from a whole word on.
//     parameters   a word of eight binary32, the scales of those matrices and the epsilon of the norms, the first
//                  lowest; then the gains of norm1 [HIDDEN], norm2 [A], norm3 [HIDDEN] and norm4 [FFN].
//     turns        for each position from 0 on HEAD_DIM numbers, see rope.h.
//     keys, values rows of KV_HEADS HEAD_DIM. A prompt of N tokens leaves that of its last token in row 0 and of its
//                  first in row N - 1; a token at position p is in row p.
//     activations  behind one another, for N tokens: x [N, HIDDEN], which is given; q [N, A], the results of attention
//                  [N, A], h [N, HIDDEN], gate [N, FFN], its product with up [N, FFN], and y [N, HIDDEN], which is the
//                  result. `operands`, `seconds` and `results` are three ports to this one memory.
//   Rows of a prompt are in reversed order, as prefill_attention.h takes them: row 0 is its last token.
// Numbers: as in ternary_linear.h and layer_attention.h. All that is in memory is rounded to binary16.
// Hardware: one linear unit and one attention unit, which eight phases use in turn: what one phase leaves in memory
//   the next one reads. Every pointer needs an m_axi bundle of its own: behind a burst that waits for its consumer,
//   another in the same bundle would wait for ever.
#pragma once

#include "ap_int.h"
#include "binary16.h"
#include "element_wise.h"
#include "float_bits.h"
#include "float_lanes.h"
#include "layer_attention.h"
#include "memory_word.h"
#include "ternary_linear.h"

namespace accel {

template <class ENGINE, int HIDDEN, int HEADS, int KV_HEADS, int HEAD_DIM, int FFN, int MAX_POSITIONS, int QUERIES,
          int LANES, int DECODE_LANES>
struct ternary_decoder_layer {
    static const int lanes = float_lanes::count;
    static const int attended = HEADS * HEAD_DIM;
    static const int cached = KV_HEADS * HEAD_DIM;
    static const int widest_of_token = HIDDEN > attended ? HIDDEN : attended;
    static const int widest = FFN > widest_of_token ? FFN : widest_of_token;
    static_assert(HIDDEN % lanes == 0 && HEAD_DIM % lanes == 0 && FFN % lanes == 0, "whole words");

    typedef ternary_linear<ENGINE, widest, HEAD_DIM> linear;
    typedef layer_attention<HEADS, KV_HEADS, HEAD_DIM, MAX_POSITIONS, QUERIES, LANES, DECODE_LANES> attention;
    typedef typename linear::weight_word weight_word;

    /// Words of a row of each tensor in `activations`, and those that the tensors before it have for each token.
    static const int hidden_words = HIDDEN / lanes;
    static const int attended_words = attended / lanes;
    static const int ffn_words = FFN / lanes;
    static const int x_offset = 0;
    static const int q_offset = x_offset + hidden_words;
    static const int attention_offset = q_offset + attended_words;
    static const int h_offset = attention_offset + attended_words;
    static const int gate_offset = h_offset + hidden_words;
    static const int inner_offset = gate_offset + ffn_words;
    static const int y_offset = inner_offset + ffn_words;
    static const int activations_words = y_offset + hidden_words;  // for each token

    enum phase { q_phase, k_phase, v_phase, attention_phase, o_phase, gate_phase, up_phase, down_phase, phases };

    /// One token at `position`, 0 to MAX_POSITIONS - 1; or the tokens of a prompt, from `position` 0 on.
    static void run(int tokens, int position, const weight_word *weights, const half_word *parameters,
                    const half_word *turns, const half_word *operands, const half_word *seconds, half_word *results,
                    half_word *keys, half_word *values) {
        const half_word scales = parameters[0];
        int weights_first = 0;
    phases_of_layer:
        for (int phase = 0; phase < phases; ++phase) {
            if (phase != attention_phase) {
                linear_task task = task_of(phase, tokens, position, scales);
                task.weights_first = weights_first;
                linear::run(tokens, task, weights, parameters, turns, operands, seconds, results, keys, values);
                weights_first +=
                    memory_word<ENGINE::weights_bits>::words(ENGINE::weights_beats(tokens, task.k, task.n));
            } else if (tokens == 1) {
                attention::decode(position + 1, q_offset, attention_offset, operands, keys, values, results);
            } else {
                attention::prefill(tokens, tokens * q_offset, tokens * attention_offset, operands, keys, values,
                                   results);
            }
        }
    }

private:
    static const int scales_words = 1;

    static linear_task task_of(int phase, int tokens, int position, half_word scales) {
#pragma HLS INLINE
        const int turns_first = (position + tokens - 1) * (HEAD_DIM / lanes);
        const int cache_first = position * (cached / lanes);
        linear_task task;
        task.k = phase == o_phase ? attended : phase == down_phase ? FFN : HIDDEN;
        task.n = phase == q_phase                          ? attended
                 : phase == k_phase || phase == v_phase    ? cached
                 : phase == gate_phase || phase == up_phase ? FFN
                                                           : HIDDEN;
        task.weights_first = 0;
        task.gains_first = scales_words + (phase < attention_phase ? 0
                                           : phase == o_phase      ? hidden_words
                                           : phase != down_phase   ? hidden_words + attended_words
                                                                   : 2 * hidden_words + attended_words);
        task.operands_first = tokens * (phase < attention_phase ? x_offset
                                        : phase == o_phase      ? attention_offset
                                        : phase != down_phase   ? h_offset
                                                                : inner_offset);
        task.kind = phase == q_phase || phase == k_phase        ? rope_kind
                    : phase == up_phase                         ? swiglu_kind
                    : phase == o_phase || phase == down_phase   ? residual_kind
                                                                : bypass_kind;
        task.seconds_first = task.kind == rope_kind ? turns_first
                                                    : tokens * (phase == o_phase    ? x_offset
                                                                : phase == up_phase ? gate_offset
                                                                                    : h_offset);
        task.destination = phase == k_phase ? to_keys : phase == v_phase ? to_values : to_results;
        task.results_first = task.destination != to_results ? cache_first
                                                            : tokens * (phase == q_phase      ? q_offset
                                                                        : phase == o_phase    ? h_offset
                                                                        : phase == gate_phase ? gate_offset
                                                                        : phase == up_phase   ? inner_offset
                                                                                              : y_offset);
        task.weight_scale = parameter(scales, phase < attention_phase ? phase : phase - 1);
        task.epsilon = parameter(scales, phases - 1);
        return task;
    }

    // One of the binary32 of a word.
    static float parameter(half_word word, int place) {
#pragma HLS INLINE
        const ap_uint<32> bits = word.range(32 * place + 31, 32 * place);
        return float_of_bits(bits.to_uint());
    }
};

}  // namespace accel
