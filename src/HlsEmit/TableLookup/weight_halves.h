// A product's two parts, loading its matrix and multiplying with it, by the halves of the weight buffer.
//
// Parameters: HALVES, 1 or 2; LOADER and CORE, those of the engine; WORDS, words of a half.
// Storage: the weight buffer, in Ultra RAM of two true ports. With two halves it is the channel between two processes,
//   and so there twice.
// Hardware: with one half the parts follow each other. With two, `run` is a DATAFLOW region of its own: called again
//   as soon as its first process is free, it loads a matrix while the one before is multiplied.
#pragma once

#include "ap_int.h"
#include "local_memory.h"

namespace accel {

template <int HALVES, class LOADER, class CORE, int WORDS>
struct weight_halves {
    static_assert(HALVES == 1, "one half, or two");

    static void run(int m, int k, int n, typename CORE::activation_stream &activations,
                    typename LOADER::weight_stream &weights, typename CORE::output_stream &outputs) {
#pragma HLS INLINE off
        ACCEL_LOCAL_MEMORY ap_uint<LOADER::vector_bits> words[LOADER::buffer::banks][2][WORDS];
#pragma HLS ARRAY_PARTITION variable=words complete dim=1
#pragma HLS BIND_STORAGE variable=words type=ram_t2p impl=uram
        LOADER::load(k, n, weights, words);
        CORE::multiply(m, k, n, activations, words, outputs);
    }
};

template <class LOADER, class CORE, int WORDS>
struct weight_halves<2, LOADER, CORE, WORDS> {
    static void run(int m, int k, int n, typename CORE::activation_stream &activations,
                    typename LOADER::weight_stream &weights, typename CORE::output_stream &outputs) {
#pragma HLS DATAFLOW
        ACCEL_LOCAL_MEMORY ap_uint<LOADER::vector_bits> words[LOADER::buffer::banks][2][WORDS];
#pragma HLS ARRAY_PARTITION variable=words complete dim=1
#pragma HLS BIND_STORAGE variable=words type=ram_t2p impl=uram
        LOADER::load(k, n, weights, words);
        CORE::multiply(m, k, n, activations, words, outputs);
    }
};

}  // namespace accel
