// Sixteen binary32 numbers side by side: what passes between units in a cycle, and sums of them.
//
// Numbers: every sum in the transformer's units has an order that is written down, and every unit computes in
//   binary32 with the operators of C, each rounded to nearest even. Compile without contraction (-ffp-contract=off)
//   and without unsafe mathematics, and every platform gives the same bits. No unit makes or needs a subnormal
//   number: the adders and multipliers of an FPGA have none. Inputs are finite.
#pragma once

namespace accel {

struct float_lanes {
    static const int count = 16;
    float at[count];
};

// The sum of N numbers, N a power of two: neighbours are added, then neighbours of those sums, to the last.
template <int N>
struct tree {
    static_assert(N % 2 == 0, "a power of two");

    static float sum(const float terms[N]) {
#pragma HLS INLINE
        float sums[N / 2];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=0
    pairs:
        for (int i = 0; i < N / 2; ++i) {
#pragma HLS UNROLL
            sums[i] = terms[2 * i] + terms[2 * i + 1];
        }
        return tree<N / 2>::sum(sums);
    }
};

template <>
struct tree<1> {
    static float sum(const float terms[1]) {
#pragma HLS INLINE
        return terms[0];
    }
};

// The sum of the products of two words, lane by lane.
inline float lanes_dot(const float_lanes &a, const float_lanes &b) {
#pragma HLS INLINE
    float products[float_lanes::count];
#pragma HLS ARRAY_PARTITION variable=products complete dim=0
lanes:
    for (int i = 0; i < float_lanes::count; ++i) {
#pragma HLS UNROLL
        products[i] = a.at[i] * b.at[i];
    }
    return tree<float_lanes::count>::sum(products);
}

}  // namespace accel
