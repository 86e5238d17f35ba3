// Words of binary16 between memory and streams.
//
// Memory: words of 256 bits, sixteen numbers each; a matrix lies row by row.
// Hardware: each function is one burst of ascending addresses, or one a pass, at II = 1.
#pragma once

#include "binary16.h"
#include "hls_stream.h"

namespace accel {

// Reads words that follow one another.
inline void read_words(const half_word *memory, int first, int count, hls::stream<half_word> &out) {
words:
    for (int i = 0; i < count; ++i) {
#pragma HLS PIPELINE II=1
        out.write(memory[first + i]);
    }
}

// Writes words that follow one another.
inline void write_words(hls::stream<half_word> &in, int first, int count, half_word *memory) {
words:
    for (int i = 0; i < count; ++i) {
#pragma HLS PIPELINE II=1
        memory[first + i] = in.read();
    }
}

// Reads rows 0 to rows - 1, then rows `step` to rows - 1, and so on: what the groups of a causal triangle need.
inline void read_triangle(const half_word *memory, int rows, int row_words, int step, hls::stream<half_word> &out) {
passes:
    for (int first = 0; first < rows; first += step) {
        read_words(memory, first * row_words, (rows - first) * row_words, out);
    }
}

}  // namespace accel
