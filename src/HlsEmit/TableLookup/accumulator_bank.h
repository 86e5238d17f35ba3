// INT32 sums of the channels of a token, Q to a word: a sum is read, added to and written back, or leaves.
//
// Parameters: Q, channels of a word; DEPTH, words.
// Numbers: two's complement; wraps at 32 bits, which no reduction of up to 16,909,320 INT8 activations reaches.
// Storage: `memory`, a block RAM for each channel of a word, one port to read and one to write. Whoever declares it
//   partitions the outer dimension.
// Hardware: one word a cycle. A loop that goes once through the words never meets a sum that is on its way, so that
//   nothing has to be said about dependences.
#pragma once

#include "ap_int.h"

namespace accel {

template <int Q, int DEPTH>
struct accumulator_bank {
    typedef ap_int<32> memory[Q][DEPTH];

    /// What is held of a channel and `sum` together. The first of a token's sums is stored without reading, the last
    /// leaves and is not written back.
    template <int BITS>
    static ap_int<32> add(memory words, int channel, int word, ap_int<BITS> sum, bool first, bool last) {
#pragma HLS INLINE
        const ap_int<32> held = first ? ap_int<32>(0) : words[channel][word];
        const ap_int<32> total = held + sum;
        if (!last) {
            words[channel][word] = total;
        }
        return total;
    }
};

}  // namespace accel
