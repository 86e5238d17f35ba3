// T tables looked up by the index vectors of Q channels a cycle, each vector's T sums added by a tree of its own.
//
// Parameters: G, weights of an index; T, tables; Q, channels that look up together; HALF, 1 for tables of one sign.
// Numbers: index t of a vector lies at bit t ceil(log2 3^G); sums are two's complement of 8 + ceil(log2 G) +
//   ceil(log2 T) bits and cannot overflow.
// Storage: `memory`, each table in ceil(Q / 2) copies. A copy is distributed RAM of two ports, of which a channel has
//   one: channel q reads copy q / 2. Whoever declares it partitions both outer dimensions.
// Hardware: Q times T reads and Q adder trees (the loop of additions is balanced in synthesis) in the loop that calls.
#pragma once

#include "ap_int.h"
#include "ceil_log2.h"
#include "lookup_table.h"

namespace accel {

template <int G, int T, int Q, int HALF>
struct lookup_reduce {
    typedef lookup_table<G, HALF> table;
    static const int copies      = (Q + 1) / 2;
    static const int vector_bits = T * table::index_bits;
    static const int sum_bits    = table::entry_bits + ceil_log2(T);
    typedef ap_int<table::entry_bits> memory[T][copies][table::places];

    /// The sum of one channel.
    static ap_int<sum_bits> sum(memory tables, int channel, ap_uint<vector_bits> vector) {
#pragma HLS INLINE
        ap_int<sum_bits> total = 0;
        each_table: for (int t = 0; t < T; ++t) {
#pragma HLS UNROLL
            const ap_uint<table::index_bits> index =
                vector.range(table::index_bits * (t + 1) - 1, table::index_bits * t);
            total += table::read(tables[t][channel / 2], index);
        }
        return total;
    }
};

}  // namespace accel
