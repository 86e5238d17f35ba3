// The bits of a binary32 number, and the number of some bits.
#pragma once

namespace accel {

inline unsigned int bits_of_float(float value) {
#pragma HLS INLINE
    union {
        float value;
        unsigned int bits;
    } both;
    both.value = value;
    return both.bits;
}

inline float float_of_bits(unsigned int bits) {
#pragma HLS INLINE
    union {
        unsigned int bits;
        float value;
    } both;
    both.bits = bits;
    return both.value;
}

}  // namespace accel
