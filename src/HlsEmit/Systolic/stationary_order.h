// Which operand stays in a stationary array and which passes.
//
// Parameters: STAYS, 0 when weights stay and activations pass, 1 the other way round.
// Vectors are tokens when activations pass, else channels; what stays has the others as its columns.
#pragma once

namespace accel {

template <int STAYS>
struct stationary_order {
    /// The number of the two that belongs to what passes.
    static constexpr int passing(int of_activations, int) { return of_activations; }
    static constexpr int staying(int, int of_weights) { return of_weights; }

    template <class ENGINE, class A, class W, class O>
    static void run(int m, int k, int n, A &activations, W &weights, O &outputs) {
#pragma HLS INLINE
        ENGINE::product(m, n, k, activations, weights, outputs);
    }
};

template <>
struct stationary_order<1> {
    static constexpr int passing(int, int of_weights) { return of_weights; }
    static constexpr int staying(int of_activations, int) { return of_activations; }

    template <class ENGINE, class A, class W, class O>
    static void run(int m, int k, int n, A &activations, W &weights, O &outputs) {
#pragma HLS INLINE
        ENGINE::product(n, m, k, weights, activations, outputs);
    }
};

}  // namespace accel
