// Fields of numbers that are stored as words of 64 bits, lowest first: part of the stand-in for ap_int.h.
#pragma once

#include <cstdint>

namespace ap_words {

/// 64 bits from a place on; beyond the last word there are zeros.
template <int N>
inline uint64_t bits_at(const uint64_t *words, int at) {
    const int i = at / 64, rest = at % 64;
    const uint64_t low = i < N ? words[i] >> rest : 0;
    return rest != 0 && i + 1 < N ? low | words[i + 1] << (64 - rest) : low;
}

/// Puts the low bits of a value, which has as many words, into bits `hi` to `lo`.
template <int N>
inline void put(uint64_t *words, int hi, int lo, const uint64_t *value) {
    for (int at = lo; at <= hi;) {
        const int i = at / 64, first = at % 64;
        const int count = hi - at + 1 < 64 - first ? hi - at + 1 : 64 - first;
        const uint64_t mask = (count == 64 ? ~uint64_t(0) : (uint64_t(1) << count) - 1) << first;
        words[i] = (words[i] & ~mask) | (bits_at<N>(value, at - lo) << first & mask);
        at += count;
    }
}

}  // namespace ap_words
