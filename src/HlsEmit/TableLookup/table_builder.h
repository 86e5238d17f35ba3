// Makes the entries of all tables of a step, one a cycle in each: the sums of G activations with their ternary weights.
//
// Parameters: G, activations of a table; T, tables; COPIES of each, all written alike; HALF, 0 for all 3^G sums, 1 for
//   the (3^G - 1) / 2 above the middle.
// Streams: `activations` gives one beat, T times G activations, the first lowest.
// Numbers: activations are INT8 of -127 to 127. Entry e is the sum of w_j a_j with e (half: e + (3^G + 1) / 2) = sum of
//   (w_j + 1) 3^j; it has 8 + ceil(log2 G) bits and is exact.
// Hardware: T trees of G terms behind a counter in base 3, II = 1: a step's tables take as many cycles as a table has
//   entries, and the trees' few. All tables are written at one address, through one port of each copy.
#pragma once

#include "ap_int.h"
#include "hls_stream.h"
#include "lookup_table.h"

namespace accel {

template <int G, int T, int COPIES, int HALF>
struct table_builder {
    typedef lookup_table<G, HALF> table;

    static void build(hls::stream<ap_uint<8 * T * G> > &activations,
                      ap_int<table::entry_bits> tables[T][COPIES][table::places]) {
#pragma HLS INLINE off
        const ap_uint<8 * T * G> beat = activations.read();
        ap_int<8> values[T][G];
#pragma HLS ARRAY_PARTITION variable=values complete dim=0
        unpack: for (int i = 0; i < T * G; ++i) {
#pragma HLS UNROLL
            const ap_uint<8> byte = beat.range(8 * i + 7, 8 * i);
            values[i / G][i % G] = ap_int<8>(byte);
        }

        // The trits of the next entry: those of the lowest index, or of the one above the middle.
        ap_uint<2> trits[G];
#pragma HLS ARRAY_PARTITION variable=trits complete dim=0
        lowest: for (int j = 0; j < G; ++j) {
#pragma HLS UNROLL
            trits[j] = HALF == 0 ? 0 : j == 0 ? 2 : 1;
        }

        entries: for (int e = 0; e < table::entries; ++e) {
#pragma HLS PIPELINE II=1
            each_table: for (int t = 0; t < T; ++t) {
#pragma HLS UNROLL
                const ap_int<table::entry_bits> entry = sum(values[t], trits);
                each_copy: for (int copy = 0; copy < COPIES; ++copy) {
#pragma HLS UNROLL
                    tables[t][copy][e] = entry;
                }
            }
            count(trits);
        }
    }

private:
    /// Activations, their negatives or nothing, added.
    static ap_int<table::entry_bits> sum(ap_int<8> values[G], ap_uint<2> trits[G]) {
#pragma HLS INLINE
        ap_int<table::entry_bits> total = 0;
        terms: for (int j = 0; j < G; ++j) {
#pragma HLS UNROLL
            const ap_int<table::entry_bits> value = values[j];
            if (trits[j] == 2) {
                total += value;
            } else if (trits[j] == 0) {
                total -= value;
            }
        }
        return total;
    }

    /// To the next number in base 3, the first weight in the lowest place.
    static void count(ap_uint<2> trits[G]) {
#pragma HLS INLINE
        bool carry = true;
        places: for (int j = 0; j < G; ++j) {
#pragma HLS UNROLL
            const bool wraps = trits[j] == 2;
            if (carry) {
                trits[j] = wraps ? ap_uint<2>(0) : ap_uint<2>(trits[j] + 1);
            }
            carry = carry && wraps;
        }
    }
};

}  // namespace accel
