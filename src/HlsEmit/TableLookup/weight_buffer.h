// The weight buffer: index vectors of a matrix in Ultra RAM, Q of them a word, read for every token again.
//
// Parameters: BITS, of a vector; Q, vectors of a word; V, vectors that are written together; WORDS, words of a matrix.
// Storage: `memory`, channels cyclically in half as many banks as a word has channels, since a bank has two ports: with
//   B banks channels b and b + B lie in bank b, each with a half of its words to itself and a port for it. Whoever
//   declares it partitions the outermost dimension and binds it to Ultra RAM of two true ports, as both may be written
//   in a cycle.
#pragma once

#include "ap_int.h"

namespace accel {

template <int BITS, int Q, int V, int WORDS>
struct weight_buffer {
    static const int banks = (Q + 1) / 2;
    /// Times that a word is written until it has all its channels.
    static const int beats = (Q + V - 1) / V;
    typedef ap_uint<BITS> memory[banks][2][WORDS];

    /// Writes V vectors of a word, those from channel V times `beat` on.
    static void write(memory words, int word, int beat, ap_uint<8 * ((V * BITS + 7) / 8)> vectors) {
#pragma HLS INLINE
        channels: for (int q = 0; q < Q; ++q) {
#pragma HLS UNROLL
            if (q / V == beat) {
                const ap_uint<BITS> vector = vectors.range(BITS * (q % V + 1) - 1, BITS * (q % V));
                words[q % banks][q / banks][word] = vector;
            }
        }
    }

    /// The vector of a channel.
    static ap_uint<BITS> read(memory words, int word, int channel) {
#pragma HLS INLINE
        return words[channel % banks][channel / banks][word];
    }
};

}  // namespace accel
