// What is done with the results of a linear layer on their way to memory: one of four.
//
// Streams: `in`, words of binary32; `seconds`, for each of them a word of binary16, but none where `kind` is bypass;
//   `out`, words of binary16.
// Numbers: bypass, rope.h with turns as seconds, swiglu.h with gates as seconds, or residual_add.h with residuals as
//   seconds; rounded to binary16.
// Hardware: II = 1 a word.
#pragma once

#include "binary16.h"
#include "float_lanes.h"
#include "hls_stream.h"
#include "residual_add.h"
#include "rope.h"
#include "swiglu.h"

namespace accel {

enum element_wise_kind { bypass_kind = 0, rope_kind = 1, swiglu_kind = 2, residual_kind = 3 };

inline float_lanes element_wise_of(int kind, const float_lanes &x, const float_lanes &second) {
#pragma HLS INLINE
    return kind == rope_kind       ? rope(x, second)
           : kind == swiglu_kind   ? swiglu(second, x)
           : kind == residual_kind ? residual_add(x, second)
                                   : x;
}

inline void element_wise(int kind, int words, hls::stream<float_lanes> &in, hls::stream<half_word> &seconds,
                         hls::stream<half_word> &out) {
words_of_all:
    for (int w = 0; w < words; ++w) {
#pragma HLS PIPELINE II=1
        const float_lanes x = in.read();
        const half_word second = kind == bypass_kind ? half_word(0) : seconds.read();
        out.write(pack_halves(element_wise_of(kind, x, unpack_halves(second))));
    }
}

}  // namespace accel
