// Reads a product's beats from memory in one burst and streams them to an engine.
//
// Parameters: BEAT bits of a beat. Memory: see memory_word.h. II = 1 a word, so that wide beats come as fast as memory
// gives words. Wide beats are cut out of a buffer of a beat and a word: a beat is longer than a word, so that no word
// ends two of them.
#pragma once

#include "ap_int.h"
#include "hls_stream.h"
#include "memory_word.h"

namespace accel {

template <int BEAT, bool IS_WIDE>
struct beat_reader {
    static void run(const ap_uint<memory_word<BEAT>::bits> *memory, int beats, hls::stream<ap_uint<BEAT> > &out) {
        beats: for (int i = 0; i < beats; ++i) {
#pragma HLS PIPELINE II=1
            out.write(ap_uint<BEAT>(memory[i]));
        }
    }
};

template <int BEAT>
struct beat_reader<BEAT, true> {
    static void run(const ap_uint<memory_word<BEAT>::bits> *memory, int beats, hls::stream<ap_uint<BEAT> > &out) {
        const int WORD = memory_word<BEAT>::bits;
        const int words = memory_word<BEAT>::words(beats);
        ap_uint<BEAT + WORD> buffer = 0;
        int filled = 0;
        words: for (int i = 0; i < words; ++i) {
#pragma HLS PIPELINE II=1
            buffer |= ap_uint<BEAT + WORD>(memory[i]) << filled;
            filled += WORD;
            if (filled >= BEAT) {
                out.write(ap_uint<BEAT>(buffer));
                buffer >>= BEAT;
                filled -= BEAT;
            }
        }
    }
};

/// Streams `beats` beats.
template <int BEAT>
void read_beats(const ap_uint<memory_word<BEAT>::bits> *memory, int beats, hls::stream<ap_uint<BEAT> > &out) {
    beat_reader<BEAT, (BEAT > memory_word<BEAT>::bits)>::run(memory, beats, out);
}

}  // namespace accel
