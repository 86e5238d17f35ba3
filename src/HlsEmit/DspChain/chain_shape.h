// What a core of DSP chains is built of, and what follows from that.
//
// Parameters, those of the engine: CHAINS, FED of them with weights in one cycle; SLICES of a chain, in groups of
// GROUP; SEGMENT, slices from one adjust unit to the next (SLICES or more: none), KEPT_BITS, of the units; TRACKED,
// bits of carry trackers (0: none), and REPAIR, 1 where words are repaired; WEIGHTS and ACTIVATIONS, values of a slice,
// of WEIGHT_BITS and ACTIVATION_BITS, in lanes at multiples of SPACING; WIDE_WEIGHTS, 1 where weights are on the
// multiplier's wide port; DSP58, 1 for slices of Versal, 0 for DSP48E2; BLOCK, M of N:M, 1 in a chain without
// multiplexers; LOW and HIGH, N of the two kinds of steps, HIGH no less than LOW, BLOCK where all are kept; CHOSEN,
// activations of a slice that multiplexers choose, 1 or all; TOKENS, of a tile.
#pragma once

#include "ap_int.h"
#include "ceil_log2.h"

namespace accel {

/// Steps of the two kinds, LOW and HIGH: how a chain's slices are dealt out, and what a beat is.
template <int SLICES, int GROUP, int ACTIVATIONS, int BLOCK, int LOW, int HIGH, int CHOSEN>
struct chain_steps {
    /// N of a step of a kind, and whether it keeps all.
    static constexpr int kept(bool high) { return high ? HIGH : LOW; }
    static constexpr bool is_dense(bool high) { return kept(high) == BLOCK; }
    /// Slices of a result, in whole groups, and results of a chain side by side.
    static constexpr int span(bool high) { return (SLICES / GROUP * kept(high) + BLOCK - 1) / BLOCK * GROUP; }
    static constexpr int results(bool high) { return SLICES / span(high); }
    /// Tokens of a beat, and whether that is one where a slice takes two.
    static constexpr int beat_tokens(bool high) { return is_dense(high) ? ACTIVATIONS : CHOSEN; }
    static constexpr bool is_single(bool high) { return beat_tokens(high) < ACTIVATIONS; }
    /// Cycles in which the results of a beat enter the accumulators.
    static constexpr int turns(bool high) {
        return is_dense(high) ? 1 : (results(high) * CHOSEN + ACTIVATIONS - 1) / ACTIVATIONS;
    }
    /// The block of a step's activations that a slice chooses from.
    static constexpr int block_of(bool high, int slice) {
        return is_dense(high) || slice % span(high) / kept(high) >= SLICES / BLOCK ? slice / BLOCK
                                                                                  : slice % span(high) / kept(high);
    }
};

template <int CHAINS, int FED, int SLICES, int GROUP, int SEGMENT, int KEPT_BITS, int TRACKED, int REPAIR, int WEIGHTS,
          int ACTIVATIONS, int WEIGHT_BITS, int ACTIVATION_BITS, int SPACING, int WIDE_WEIGHTS, int DSP58, int BLOCK,
          int LOW, int HIGH, int CHOSEN, int TOKENS>
struct chain_shape : chain_steps<SLICES, GROUP, ACTIVATIONS, BLOCK, LOW, HIGH, CHOSEN> {
    typedef chain_steps<SLICES, GROUP, ACTIVATIONS, BLOCK, LOW, HIGH, CHOSEN> steps;

    static_assert(FED <= CHAINS, "no more chains are fed than there are");
    static_assert(SLICES >= 2 && SLICES % GROUP == 0 && SLICES % BLOCK == 0, "a chain has whole groups and blocks");
    static_assert(LOW <= HIGH && HIGH <= BLOCK, "steps keep no more than a block has");
    static_assert(CHOSEN == ACTIVATIONS || (CHOSEN == 1 && ACTIVATIONS == 2), "multiplexers choose one or all");
    static_assert(WEIGHTS * ACTIVATIONS == 1 || SPACING < 32, "lanes are narrower than sums");

    static const int chains = CHAINS, fed = FED, slices = SLICES, segment = SEGMENT, kept_bits = KEPT_BITS;
    static const int tracked = TRACKED, weights = WEIGHTS, activations = ACTIVATIONS, spacing = SPACING;
    static const int weight_bits = WEIGHT_BITS, activation_bits = ACTIVATION_BITS;
    static const int block = BLOCK, chosen = CHOSEN, tokens = TOKENS;
    static const bool wide_weights = WIDE_WEIGHTS != 0, repairs = REPAIR != 0;

    /// Feed groups: a beat gets to each a cycle after the one in front.
    static const int groups = (CHAINS + FED - 1) / FED;

    /// Products of a slice, and those that have a lane above; at least 1 for arrays.
    static const int lanes = WEIGHTS * ACTIVATIONS;
    static const int lower_lanes = lanes > 1 ? lanes - 1 : 1;

    /// Bits of a slice's ports.
    static const int narrow_bits = DSP58 != 0 ? 24 : 18;
    static const int word_bits = DSP58 != 0 ? 58 : 48;

    /// Values on the wide port of a slice and on the narrow one.
    static const int wides = WIDE_WEIGHTS != 0 ? WEIGHTS : ACTIVATIONS;
    static const int narrows = WIDE_WEIGHTS != 0 ? ACTIVATIONS : WEIGHTS;
    static const int wide_bits = WIDE_WEIGHTS != 0 ? WEIGHT_BITS : ACTIVATION_BITS;

    /// Whether any step chooses activations, and whether steps are of two kinds.
    static const bool chooses = LOW < BLOCK;
    static const bool has_kinds = LOW < HIGH;

    /// Results of a chain at most, as many as its accumulators have for each token.
    static const int slots = steps::results(false);
    static const int rows = (TOKENS + ACTIVATIONS - 1) / ACTIVATIONS;
    /// Whether results side by side of one token share banks with tokens side by side: not where they come in pairs.
    static const bool swaps = LOW < BLOCK && CHOSEN < ACTIVATIONS && (slots % 2 != 0 || steps::results(true) % 2 != 0);

    static const int slot_bits = slots > 1 ? ceil_log2(slots) : 1;
    static const int row_bits = rows > 1 ? ceil_log2(rows) : 1;
    static const int lane_bits = ACTIVATIONS > 1 ? ceil_log2(ACTIVATIONS) : 1;
    static const int turn_bits = steps::turns(false) > 1 ? ceil_log2(steps::turns(false)) : 1;
    static const int channel_bits = ceil_log2(CHAINS * WEIGHTS * slots + 1);
    static const int place_bits = BLOCK > 1 ? ceil_log2(BLOCK) : 1;
    static const int address_bits = row_bits + (slots > 1 ? slot_bits : 0);
    static const int bank_words = 1 << address_bits;

    /// Bits of what carry trackers compute again, and of a lane's corrections, or counters of carries, of a result.
    static const int tracked_bits = TRACKED > 0 ? TRACKED : 1;
    static const int correction_bits = TRACKED > 0 ? TRACKED + ceil_log2(SLICES)
        : SPACING - KEPT_BITS + ceil_log2((SLICES - 1) / SEGMENT + 1);

    /// Where fields of a beat of weights are.
    static const int places_at = FED * SLICES * WEIGHTS * WEIGHT_BITS;
    static const int kind_at = places_at + (chooses ? FED * SLICES * place_bits : 0);

    typedef ap_int<WEIGHT_BITS> weight_t;
    typedef ap_int<ACTIVATION_BITS> activation_t;
    typedef ap_uint<place_bits> place_t;
    typedef ap_int<word_bits> word_t;
    typedef ap_int<correction_bits> correction_t;
    typedef ap_uint<address_bits> address_t;
    typedef ap_int<32> sum_t;
};

}  // namespace accel
