// A packed word with half a field more in every lower lane, so that none borrows from the one above.
//
// A field then lacks only that its half is taken off again; what is above the lower lanes is the top one's.
#pragma once

#include "ap_int.h"

namespace accel {

template <class SHAPE>
struct raised_word {
    typedef ap_int<SHAPE::word_bits + 1> raised_t;
    typedef ap_int<SHAPE::spacing> field_t;

    /// One bit more than the word, so that it does not wrap.
    static raised_t of(const typename SHAPE::word_t &word) {
#pragma HLS INLINE
        return raised_t(word + typename SHAPE::word_t(halves(SHAPE::lanes - 1)));
    }

    /// The sum of a lower lane.
    template <int BITS>
    static field_t field(const ap_int<BITS> &raised, int lane) {
#pragma HLS INLINE
        const ap_uint<SHAPE::spacing> bits = raised.range(SHAPE::spacing * (lane + 1) - 1, SHAPE::spacing * lane);
        return field_t(bits ^ (ap_uint<SHAPE::spacing>(1) << (SHAPE::spacing - 1)));
    }

private:
    /// Half a field in each of some lanes.
    static constexpr long long halves(int lanes) {
        return lanes == 0 ? 0 : halves(lanes - 1) + (1LL << (SHAPE::spacing * lanes - 1));
    }
};

}  // namespace accel
