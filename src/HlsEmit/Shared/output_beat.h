// A beat of an engine's outputs.
//
// Bytes of `data` without their bit in `keep` mean nothing; `last` ends a product.
#pragma once

#include "ap_int.h"
#include "beat_word.h"

namespace accel {

template <int BITS>
struct output_beat {
    typename beat_word<BITS>::type data;
    ap_uint<BITS / 8> keep;
    bool last;
};

}  // namespace accel
