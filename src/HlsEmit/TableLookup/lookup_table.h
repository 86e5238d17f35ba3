// One table of sums: its size, and how it is read.
//
// Parameters: G, weights of an index; HALF, 1 if only the sums above the middle index are kept.
// Numbers: an index is the sum of (w_j + 1) 3^j, below 3^G; sums are two's complement of 8 + ceil(log2 G) bits. In half
//   a table an index below the middle is its mirror's negative, the middle is zero.
// Storage: `places` entries, a power of two, so that no index lies outside: those of 3^G or more, which only channels
//   have that there are not, read anything.
#pragma once

#include "ap_int.h"
#include "ceil_log2.h"
#include "trit_decoder.h"

namespace accel {

template <int G, int HALF>
struct lookup_table {
    static const int index_bits   = trit_decoder<G>::index_bits;
    static const int middle       = trit_decoder<G>::indices / 2;
    static const int entries      = HALF == 0 ? trit_decoder<G>::indices : middle;
    static const int address_bits = HALF == 0 ? index_bits : G == 1 ? 1 : ceil_log2(middle);
    static const int places       = 1 << address_bits;
    static const int entry_bits   = 8 + ceil_log2(G);

    /// A port of the table for the time of the call.
    static ap_int<entry_bits> read(ap_int<entry_bits> table[places], ap_uint<index_bits> index) {
#pragma HLS INLINE
        const int number = index.to_int();
        ap_int<entry_bits> sum = 0;
        if (HALF == 0) {
            sum = table[number];
        } else {
            // One less than the distance from the middle.
            const int offset = (number < middle ? middle - number : number - middle) - 1;
            const ap_int<entry_bits> entry = table[offset & (places - 1)];
            const ap_int<entry_bits> negated = -entry;
            if (number != middle) {
                sum = number < middle ? negated : entry;
            }
        }
        return sum;
    }
};

}  // namespace accel
