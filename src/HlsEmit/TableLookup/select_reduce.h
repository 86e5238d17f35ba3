// Without tables: each of Q channels takes T G activations, their negatives or zeros, and adds them by a tree of its
// own.
//
// Parameters: G, weights of an index; T, indices of a vector; Q, channels that add together.
// Numbers: activations are INT8 of -127 to 127; index t of a vector lies at bit t ceil(log2 3^G); sums are two's
//   complement of 8 + ceil(log2 (T G)) bits and cannot overflow.
// Storage: `memory`, of each activation itself and its negative, made once for all channels. Whoever declares it
//   partitions it into registers.
// Hardware: Q times T G selections and Q adder trees (the loop of additions is balanced in synthesis) in the loop that
//   calls.
#pragma once

#include "ap_int.h"
#include "ceil_log2.h"
#include "hls_stream.h"
#include "trit_decoder.h"

namespace accel {

template <int G, int T, int Q>
struct select_reduce {
    static const int index_bits  = trit_decoder<G>::index_bits;
    static const int vector_bits = T * index_bits;
    static const int sum_bits    = 8 + ceil_log2(T * G);
    typedef ap_int<8> memory[T * G][2];

    /// Holds the activations of a step: one beat.
    static void hold(hls::stream<ap_uint<8 * T * G> > &activations, memory choices) {
#pragma HLS INLINE off
        const ap_uint<8 * T * G> beat = activations.read();
        unpack: for (int i = 0; i < T * G; ++i) {
#pragma HLS UNROLL
            const ap_uint<8> byte = beat.range(8 * i + 7, 8 * i);
            const ap_int<8> value = byte;
            choices[i][0] = value;
            choices[i][1] = -value;
        }
    }

    /// The sum of one channel.
    static ap_int<sum_bits> sum(memory choices, int, ap_uint<vector_bits> vector) {
#pragma HLS INLINE
        ap_int<sum_bits> total = 0;
        each_index: for (int t = 0; t < T; ++t) {
#pragma HLS UNROLL
            const ap_uint<index_bits> index = vector.range(index_bits * (t + 1) - 1, index_bits * t);
            ap_uint<2> trits[G];
#pragma HLS ARRAY_PARTITION variable=trits complete dim=0
            trit_decoder<G>::decode(index, trits);
            each_weight: for (int j = 0; j < G; ++j) {
#pragma HLS UNROLL
                if (trits[j] != 1) {
                    total += choices[t * G + j][trits[j] == 2 ? 0 : 1];
                }
            }
        }
        return total;
    }
};

}  // namespace accel
