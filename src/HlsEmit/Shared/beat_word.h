// The data of a beat: an ap_uint, or in a beat of more than 3584 bits, parts of 512 side by side.
//
// Vitis' integers have at most 4096 bits, and a beat of one stands in a buffer with a word of memory.
// bits_at and put_bits reach the fields of both alike. Where they lie is known once loops are unrolled: then they are
// wires, over the border of two parts too.
#pragma once

#include "ap_int.h"

namespace accel {

/// Bit i is bit i mod 512 of part i / 512.
template <int BITS>
struct wide_word {
    ap_uint<512> part[(BITS + 511) / 512];
};

template <int BITS, bool IS_WIDE = (BITS > 3584)>
struct beat_word {
    typedef ap_uint<BITS> type;

    static type zero() {
#pragma HLS INLINE
        return type(0);
    }
};

template <int BITS>
struct beat_word<BITS, true> {
    typedef wide_word<BITS> type;

    static type zero() {
#pragma HLS INLINE
        type word;
    parts:
        for (int i = 0; i < (BITS + 511) / 512; ++i) {
#pragma HLS UNROLL
            word.part[i] = 0;
        }
        return word;
    }
};

/// The W bits from `low` on.
template <int W, int BITS>
ap_uint<W> bits_at(const ap_uint<BITS> &word, int low) {
#pragma HLS INLINE
    const ap_uint<W> bits = word.range(low + W - 1, low);
    return bits;
}

template <int W, int BITS>
ap_uint<W> bits_at(const wide_word<BITS> &word, int low) {
#pragma HLS INLINE
    static_assert(W <= 512, "a field is in two parts at most");
    const int at = low % 512;
    const int own = at + W <= 512 ? W : 512 - at;
    ap_uint<W> bits = word.part[low / 512].range(at + own - 1, at);
    if (own < W) {
        const ap_uint<W> above = word.part[low / 512 + 1].range(W - own - 1, 0);
        bits = bits | (above << own);
    }
    return bits;
}

template <int W, int BITS>
void put_bits(ap_uint<BITS> &word, int low, const ap_uint<W> &bits) {
#pragma HLS INLINE
    word.range(low + W - 1, low) = bits;
}

template <int W, int BITS>
void put_bits(wide_word<BITS> &word, int low, const ap_uint<W> &bits) {
#pragma HLS INLINE
    static_assert(W <= 512, "a field is in two parts at most");
    const int at = low % 512;
    const int own = at + W <= 512 ? W : 512 - at;
    word.part[low / 512].range(at + own - 1, at) = bits;
    if (own < W) {
        const ap_uint<W> above = bits >> own;
        word.part[low / 512 + 1].range(W - own - 1, 0) = above;
    }
}

}  // namespace accel
