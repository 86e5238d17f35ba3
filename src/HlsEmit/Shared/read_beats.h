// Reads a product's beats from memory in one burst and streams them to an engine.
//
// Parameters: BEAT bits of a beat. Memory: see memory_word.h. II = 1 a word, so that wide beats come as fast as memory
// gives words. Dense beats are cut out of a buffer of a beat and a word: a beat is longer than a word, so that no word
// ends two of them.
#pragma once

#include "ap_int.h"
#include "beat_word.h"
#include "hls_stream.h"
#include "memory_word.h"

namespace accel {

/// KIND: beats of one word (0), dense ones (1), or ones of several whole words (2).
template <int BEAT, int KIND>
struct beat_reader {
    static void run(const ap_uint<memory_word<BEAT>::bits> *memory, int beats, hls::stream<ap_uint<BEAT> > &out) {
        beats: for (int i = 0; i < beats; ++i) {
#pragma HLS PIPELINE II=1
            out.write(ap_uint<BEAT>(memory[i]));
        }
    }
};

template <int BEAT>
struct beat_reader<BEAT, 1> {
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

template <int BEAT>
struct beat_reader<BEAT, 2> {
    static void run(const ap_uint<512> *memory, int beats, hls::stream<wide_word<BEAT> > &out) {
        const int PARTS = (BEAT + 511) / 512;
        wide_word<BEAT> beat = beat_word<BEAT>::zero();
#pragma HLS ARRAY_PARTITION variable=beat.part complete dim=1
        int part = 0;
        words: for (int i = 0; i < PARTS * beats; ++i) {
#pragma HLS PIPELINE II=1
            beat.part[part] = memory[i];
            part = part == PARTS - 1 ? 0 : part + 1;
            if (part == 0) {
                out.write(beat);
            }
        }
    }
};

/// Streams `beats` beats.
template <int BEAT>
void read_beats(const ap_uint<memory_word<BEAT>::bits> *memory, int beats,
                hls::stream<typename beat_word<BEAT>::type> &out) {
    beat_reader<BEAT, (BEAT <= memory_word<BEAT>::bits ? 0 : BEAT <= memory_word<BEAT>::widest_dense ? 1 : 2)>::run(
        memory, beats, out);
}

}  // namespace accel
