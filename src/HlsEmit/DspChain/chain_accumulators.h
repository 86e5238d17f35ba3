// One lane of a chain's accumulators: a memory of sums of 32 bits that is read, added to and written in one cycle.
//
// The first step of a tile stores over what was there; sums wrap. What was written last stands in a register beside the
// memory as well: a sum that is needed in the next cycle is taken from there, any other has been in the memory for two.
#pragma once

#include "ap_int.h"

namespace accel {

/// The word that was written last.
template <class SHAPE>
struct written_sum {
    typename SHAPE::address_t address;
    typename SHAPE::sum_t sum;
};

template <class SHAPE>
struct chain_accumulators {
    typedef typename SHAPE::sum_t sum_t;

    /// The sum with a value, which is kept if it is valid.
    static sum_t add(bool store, bool valid, const typename SHAPE::address_t &address, const sum_t &value,
                     sum_t words[SHAPE::bank_words], written_sum<SHAPE> &written) {
#pragma HLS INLINE
        const sum_t held = written.address == address ? sum_t(written.sum) : sum_t(words[address.to_uint()]);
        const sum_t prior = store ? sum_t(0) : held;
        const sum_t sum = sum_t(prior + value);
        if (valid) {
            words[address.to_uint()] = sum;
            written.address = address;
            written.sum = sum;
        }
        return sum;
    }
};

}  // namespace accel
