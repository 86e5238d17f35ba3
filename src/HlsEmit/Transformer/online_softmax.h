// A score's step of a softmax that knows only the scores so far.
//
// Numbers: m' = the larger of m and the score; correction = exponential(m - m'); weight = exponential(score - m');
//   l' = l * correction + weight. Before the first score m is -3e38 and l is 0, so that the first correction is 0
//   and its weight 1. What the weights of earlier scores were multiplied with has to be multiplied with
//   `correction`; in the end everything is divided by l, which is 1 or more.
#pragma once

#include "exponential.h"
#include "float_bits.h"

namespace accel {

struct softmax_step {
    float largest;     // m'
    float sum;         // l'
    float weight;      // of the score
    float correction;  // of all before it

    // m before the first score.
    static float start() {
#pragma HLS INLINE
        return -3.0e38f;
    }
};

inline softmax_step online_softmax(float largest, float sum, float score) {
#pragma HLS INLINE
    softmax_step step;
    step.largest = score > largest ? score : largest;
    step.correction = exponential(largest - step.largest);
    step.weight = exponential(score - step.largest);
    const float corrected = sum * step.correction;
    step.sum = corrected + step.weight;
    return step;
}

// A corrected result; 0 where its magnitude is less than 2^-100, so that it never becomes subnormal.
inline float corrected_result(float result, float correction) {
#pragma HLS INLINE
    const float corrected = result * correction;
    return (bits_of_float(corrected) & 0x7FFFFFFFu) < (127u - 100u) << 23 ? 0.0f : corrected;
}

}  // namespace accel
