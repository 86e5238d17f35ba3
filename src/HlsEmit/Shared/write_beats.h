// Writes the beats of an engine's outputs to memory in one burst.
//
// Parameters: BEAT bits of a beat. Memory: see memory_word.h; bytes that a beat does not keep are written as zeros. II = 1
// a word; a beat that is wider than a word stays in a buffer until its last word is full.
#pragma once

#include "ap_int.h"
#include "beat_word.h"
#include "hls_stream.h"
#include "memory_word.h"
#include "output_beat.h"

namespace accel {

/// The bytes of a word that are kept.
template <int BITS>
ap_uint<BITS> kept_bytes(const ap_uint<BITS> &data, const ap_uint<BITS / 8> &keep) {
#pragma HLS INLINE
    ap_uint<BITS> kept = 0;
    bytes: for (int i = 0; i < BITS / 8; ++i) {
#pragma HLS UNROLL
        const ap_uint<8> byte = data.range(8 * i + 7, 8 * i);
        kept.range(8 * i + 7, 8 * i) = keep[i] ? byte : ap_uint<8>(0);
    }
    return kept;
}

/// KIND: beats of one word (0), dense ones (1), or ones of several whole words (2).
template <int BEAT, int KIND>
struct beat_writer {
    static void run(hls::stream<output_beat<BEAT> > &in, int beats, ap_uint<memory_word<BEAT>::bits> *memory) {
        beats: for (int i = 0; i < beats; ++i) {
#pragma HLS PIPELINE II=1
            const output_beat<BEAT> beat = in.read();
            memory[i] = ap_uint<memory_word<BEAT>::bits>(kept_bytes<BEAT>(beat.data, beat.keep));
        }
    }
};

template <int BEAT>
struct beat_writer<BEAT, 1> {
    static void run(hls::stream<output_beat<BEAT> > &in, int beats, ap_uint<memory_word<BEAT>::bits> *memory) {
        const int WORD = memory_word<BEAT>::bits;
        const int words = memory_word<BEAT>::words(beats);
        ap_uint<BEAT + WORD> buffer = 0;
        int filled = 0;
        int taken = 0;
        words: for (int i = 0; i < words; ++i) {
#pragma HLS PIPELINE II=1
            if (filled < WORD && taken < beats) {
                const output_beat<BEAT> beat = in.read();
                buffer |= ap_uint<BEAT + WORD>(kept_bytes<BEAT>(beat.data, beat.keep)) << filled;
                filled += BEAT;
                ++taken;
            }
            memory[i] = ap_uint<WORD>(buffer);
            buffer >>= WORD;
            filled -= WORD;
        }
    }
};

template <int BEAT>
struct beat_writer<BEAT, 2> {
    static void run(hls::stream<output_beat<BEAT> > &in, int beats, ap_uint<512> *memory) {
        const int PARTS = (BEAT + 511) / 512;
        output_beat<BEAT> beat;
#pragma HLS ARRAY_PARTITION variable=beat.data.part complete dim=1
        ap_uint<64 * PARTS> keep = 0;
        int part = 0;
        words: for (int i = 0; i < PARTS * beats; ++i) {
#pragma HLS PIPELINE II=1
            if (part == 0) {
                beat = in.read();
                keep = beat.keep;
            }
            memory[i] = kept_bytes<512>(beat.data.part[part], ap_uint<64>(keep));
            keep >>= 64;
            part = part == PARTS - 1 ? 0 : part + 1;
        }
    }
};

/// Writes `beats` beats.
template <int BEAT>
void write_beats(hls::stream<output_beat<BEAT> > &in, int beats, ap_uint<memory_word<BEAT>::bits> *memory) {
    beat_writer<BEAT, (BEAT <= memory_word<BEAT>::bits ? 0 : BEAT <= memory_word<BEAT>::widest_dense ? 1 : 2)>::run(
        in, beats, memory);
}

}  // namespace accel
