// An edge of an array: decodes a beat of codes, an operand for each lane (row or column).
//
// Parameters: LANES; FORMAT, of edge_decoder, or 7 plus the KIND of ovp_decoder for outlier-victim pairs; LANE_BITS,
// bits of a code, of pairs those of both; BITS and EXP, of an operand and of its exponent; BEAT, bits of a beat, those
// of all lanes (of every second one where pairs lie along the lanes) or more: upper bits are not used.
// `across`: pairs follow each other on one lane. A beat serves twice, first its left elements, then with `right` the
// others; `begins` tells whether an element needs a new beat. `along`: the elements of a pair are neighbouring lanes,
// and `up` moves all operands one lane up, after which lane 0 has none.
// Lanes are independent decoders side by side: all of a beat in one step of the loop that calls.
#pragma once

#include "ap_int.h"
#include "edge_decoder.h"
#include "ovp_decoder.h"

namespace accel {

/// Elements by themselves.
template <int FORMAT, int LANE_BITS, int BITS, int EXP, bool IS_PAIRED>
struct lane_decoder {
    /// Lanes that one code fills.
    static const int elements = 1;

    static void decode(const ap_uint<LANE_BITS> &code, ap_uint<BITS> &left, ap_uint<BITS> &right) {
#pragma HLS INLINE
        left = edge_decoder<FORMAT, LANE_BITS, EXP, BITS>::decode(code);
        right = left;
    }
};

template <int FORMAT, int LANE_BITS, int BITS, int EXP>
struct lane_decoder<FORMAT, LANE_BITS, BITS, EXP, true> {
    static const int elements = 2;

    static void decode(const ap_uint<LANE_BITS> &code, ap_uint<BITS> &left, ap_uint<BITS> &right) {
#pragma HLS INLINE
        ovp_decoder<FORMAT - 7, LANE_BITS / 2, EXP>::decode(code, left, right);
    }
};

template <int LANES, int FORMAT, int LANE_BITS, int BITS, int EXP, int BEAT>
struct operand_edge {
    static const bool is_paired = FORMAT >= 7;

    typedef lane_decoder<FORMAT, LANE_BITS, BITS, EXP, is_paired> decoder;

    /// Beats that hold a run of elements of every lane.
    static int beats(int elements) { return (elements + decoder::elements - 1) / decoder::elements; }

    static bool begins(bool right) { return !(is_paired && right); }

    static void across(const ap_uint<BEAT> &beat, bool right, ap_uint<BITS> operands[LANES]) {
#pragma HLS INLINE
    lanes_across:
        for (int i = 0; i < LANES; ++i) {
#pragma HLS UNROLL
            const ap_uint<LANE_BITS> code = beat.range(LANE_BITS * (i + 1) - 1, LANE_BITS * i);
            ap_uint<BITS> first = 0, second = 0;
            decoder::decode(code, first, second);
            operands[i] = right ? second : first;
        }
    }

    static void along(const ap_uint<BEAT> &beat, bool up, ap_uint<BITS> operands[LANES]) {
#pragma HLS INLINE
        ap_uint<BITS> before = 0;
    lanes_along:
        for (int i = 0; i < LANES; i += decoder::elements) {
#pragma HLS UNROLL
            const int place = i / decoder::elements;
            const ap_uint<LANE_BITS> code = beat.range(LANE_BITS * (place + 1) - 1, LANE_BITS * place);
            ap_uint<BITS> first = 0, second = 0;
            decoder::decode(code, first, second);
            if (is_paired) {
                operands[i] = up ? before : first;
                operands[i + decoder::elements - 1] = up ? first : second;
            } else {
                operands[i] = first;
            }
            before = second;
        }
    }
};

}  // namespace accel
