// How beats lie in memory behind an m_axi port.
//
// Beats of less than 512 bits: one a word, the word the next power of two of bits and at least 8. Beats of 512 to 3584:
// dense, bit after bit, in words of 512 bits. Wider ones: as many whole words as they need. So beat i begins at byte
// i * beat_bytes. A beat's lowest bit comes first.
#pragma once

namespace accel {

constexpr int next_power_of_two(int bits, int power) {
    return power >= bits ? power : next_power_of_two(bits, 2 * power);
}

template <int BEAT>
struct memory_word {
    static_assert(BEAT % 8 == 0, "beats are whole bytes");

    static const int widest = 512, widest_dense = 3584;
    /// Bits of a word, and of the port.
    static const int bits = BEAT >= widest ? widest : next_power_of_two(BEAT, 8);
    /// From a beat to the next.
    static const int beat_bytes =
        (BEAT > widest_dense ? (BEAT + widest - 1) / widest * widest : BEAT >= widest ? BEAT : bits) / 8;

    /// Words that some beats take.
    static int words(int beats) {
        return int((8LL * beat_bytes * beats + bits - 1) / bits);
    }
};

}  // namespace accel
