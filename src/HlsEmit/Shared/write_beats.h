// Writes the beats of an engine's outputs to memory in one burst.
//
// Parameters: BEAT bits of a beat. Memory: see memory_word.h; bytes that a beat does not keep are written as zeros. II = 1
// a word; a beat that is wider than a word stays in a buffer until its last word is full.
#pragma once

#include "ap_int.h"
#include "hls_stream.h"
#include "memory_word.h"
#include "output_beat.h"

namespace accel {

/// The bytes of a beat that are kept.
template <int BEAT>
ap_uint<BEAT> kept_bytes(const output_beat<BEAT> &beat) {
    ap_uint<BEAT> kept = 0;
    bytes: for (int i = 0; i < BEAT / 8; ++i) {
#pragma HLS UNROLL
        const ap_uint<8> byte = beat.data.range(8 * i + 7, 8 * i);
        kept.range(8 * i + 7, 8 * i) = beat.keep[i] ? byte : ap_uint<8>(0);
    }
    return kept;
}

template <int BEAT, bool IS_WIDE>
struct beat_writer {
    static void run(hls::stream<output_beat<BEAT> > &in, int beats, ap_uint<memory_word<BEAT>::bits> *memory) {
        beats: for (int i = 0; i < beats; ++i) {
#pragma HLS PIPELINE II=1
            memory[i] = ap_uint<memory_word<BEAT>::bits>(kept_bytes<BEAT>(in.read()));
        }
    }
};

template <int BEAT>
struct beat_writer<BEAT, true> {
    static void run(hls::stream<output_beat<BEAT> > &in, int beats, ap_uint<memory_word<BEAT>::bits> *memory) {
        const int WORD = memory_word<BEAT>::bits;
        const int words = memory_word<BEAT>::words(beats);
        ap_uint<BEAT + WORD> buffer = 0;
        int filled = 0;
        int taken = 0;
        words: for (int i = 0; i < words; ++i) {
#pragma HLS PIPELINE II=1
            if (filled < WORD && taken < beats) {
                buffer |= ap_uint<BEAT + WORD>(kept_bytes<BEAT>(in.read())) << filled;
                filled += BEAT;
                ++taken;
            }
            memory[i] = ap_uint<WORD>(buffer);
            buffer >>= WORD;
            filled -= WORD;
        }
    }
};

/// Writes `beats` beats.
template <int BEAT>
void write_beats(hls::stream<output_beat<BEAT> > &in, int beats, ap_uint<memory_word<BEAT>::bits> *memory) {
    beat_writer<BEAT, (BEAT > memory_word<BEAT>::bits)>::run(in, beats, memory);
}

}  // namespace accel
