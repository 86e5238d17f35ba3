// A table-lookup engine for products of INT8 activations and ternary weights. A matrix is loaded into the weight
// buffer, then all tokens are multiplied with it; with two halves the next matrix is loaded meanwhile.
//
// Parameters: G, weights of an index; T, tables; Q, channels a cycle; VARIANT, 0 for tables of all sums, 1 for those of
//   one sign, 2 for none; OVERLAP, 1 for two sets of tables; INTERVAL, cycles from one iteration to the next; DEPTH,
//   iterations of Q channels that the accumulators have; WORDS, words of Q vectors that each half of the weight buffer
//   has; HALVES, 1 or 2; V, index vectors of a beat of `weights`.
// Streams: M, K and N are 1 or more, ceil(K / (T G)) times ceil(N / Q) within WORDS, and N within DEPTH Q. A beat of
//     activations  is a step of T x G of a token, first one lowest;
//     weights      is V index vectors of channels in a row, T indices of ceil(log2 3^G) bits each, the first lowest.
//                  For each step come its channels, Q by Q, in ceil(Q / V) beats; the last Q only in those needed;
//     outputs      is the sums of Q channels, 4 bytes each; `keep` has bytes of channels below N, `last` the product's
//                  last.
// Numbers: activations are -127 to 127, never -128. Beyond K weights must be zero and activations may be anything;
//   vectors of channels from N on may be anything. Sums are INT32, exact.
// Storage: the weight buffer in Ultra RAM, a bank for every two channels; tables in distributed RAM, a copy for every
//   two channels; sums in block RAM.
// Hardware: a beat of weights a cycle (II = 1), then Q x T lookups every INTERVAL cycles.
#pragma once

#include "ap_int.h"
#include "hls_stream.h"
#include "lookup_core.h"
#include "output_beat.h"
#include "weight_halves.h"
#include "weight_loader.h"

namespace accel {

template <int G, int T, int Q, int VARIANT, int OVERLAP, int INTERVAL, int DEPTH, int WORDS, int HALVES, int V>
struct tablelookup_engine {
    static_assert(V <= Q, "a beat of weights has not more vectors than a word of the buffer");

    typedef weight_loader<G, T, Q, V, WORDS> loader;
    typedef lookup_core<G, T, Q, VARIANT, OVERLAP, INTERVAL, DEPTH, WORDS, V> core;

    static const int activations_bits = 8 * T * G;
    static const int weights_bits     = loader::beat_bits;
    static const int outputs_bits     = 32 * Q;

    static int activations_beats(int m, int k, int) {
        return m * ((k + T * G - 1) / (T * G));
    }

    static int weights_beats(int, int k, int n) {
        return loader::beats(k, n);
    }

    static int outputs_beats(int m, int, int n) {
        return m * ((n + Q - 1) / Q);
    }

    /// One product.
    static void run(int m, int k, int n, hls::stream<ap_uint<activations_bits> > &activations,
                    hls::stream<ap_uint<weights_bits> > &weights, hls::stream<output_beat<outputs_bits> > &outputs) {
#pragma HLS INLINE
        weight_halves<HALVES, loader, core, WORDS>::run(m, k, n, activations, weights, outputs);
    }
};

}  // namespace accel
