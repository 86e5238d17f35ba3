// The loops of a core of DSP chains: token tiles, channel tiles, steps along K, passes, beats, turns.
//
// In a cycle it may want the activations of a beat, the weights of a feed group, or both. A pass takes max(b r, f)
// cycles: b beats, of r turns each, and f groups to be fed. The kind of its step comes with its first weights. It is a
// machine of registers, not a nest of loops, so that a pass follows the one before without a gap.
#pragma once

#include "ap_int.h"
#include "chain_turn.h"

namespace accel {

template <class SHAPE>
struct chain_controller {
    /// Whether there is something left to do.
    bool busy;

    void start(int m, int k, int n) {
#pragma HLS INLINE
        all_k = k;
        all_n = n;
        left_m = m;
        left_k = k;
        left_n = n;
        busy = true;
        held_high = false;
        first_step = true;
        slot = 0;
        begin(m, n);
    }

    bool wants_activations() const {
#pragma HLS INLINE
        return busy && tokens_left != 0 && turn == 0;
    }

    bool wants_weights() const {
#pragma HLS INLINE
        return busy && feeds();
    }

    /// The cycle's turn; goes on to the next one.
    /// @param weights_high The kind of step that is said beside weights.
    chain_turn<SHAPE> next(bool weights_high) {
#pragma HLS INLINE
        const int ACTIVATIONS = SHAPE::activations;
        const bool high = SHAPE::has_kinds && (begins ? weights_high : held_high);
        const int results = high ? SHAPE::results(true) : SHAPE::results(false);
        const int turns = high ? SHAPE::turns(true) : SHAPE::turns(false);
        const int beat = high ? SHAPE::beat_tokens(true) : SHAPE::beat_tokens(false);
        const bool single = high ? SHAPE::is_single(true) : SHAPE::is_single(false);

        chain_turn<SHAPE> now = chain_turn<SHAPE>::none();
        if (busy) {
            now.valid = tokens_left != 0;
            now.first = begins;
            now.high = high;
            now.store = first_step;
            now.leave = left_k <= SHAPE::slices;
            now.channels = left;
            now.turn = turn;
            now.row = row;
            now.slot = slot + turn * (single ? ACTIVATIONS : 1);
            now.lane = lane;
        tokens:
            for (int i = 0; i < ACTIVATIONS; ++i) {
#pragma HLS UNROLL
                now.tokens[i] = tokens_left > i;
            }
            advance(high, results, turns, beat, single);
        }
        return now;
    }

private:
    static const int all = SHAPE::chains * SHAPE::weights;
    static const int fed_channels = SHAPE::fed * SHAPE::weights;
    static const int tile_channels = all * SHAPE::slots;

    // What is left of the product, from the tile, the step and the pass under way on.
    int all_k, all_n;
    int left_m, left_n, left_k, left;
    // Of the pass: whether it begins, its kind, tokens that are still to come, channels that are fed, its first result.
    bool begins, held_high, first_step;
    int tokens_left, fed, slot;
    // Of the beat.
    int turn, row, lane;

    bool feeds() const {
#pragma HLS INLINE
        return fed < left && fed < all;
    }

    /// A pass: its tile's tokens come, from the first one on.
    void begin(int tokens, int channels) {
#pragma HLS INLINE
        left = channels < tile_channels ? channels : +tile_channels;
        begin_tokens(tokens);
    }

    void begin_tokens(int tokens) {
#pragma HLS INLINE
        tokens_left = tokens < SHAPE::tokens ? tokens : +SHAPE::tokens;
        begins = true;
        fed = 0;
        turn = 0;
        row = 0;
        lane = 0;
    }

    void advance(bool high, int results, int turns, int beat, bool single) {
#pragma HLS INLINE
        const int width = all * results;
        const bool valid = tokens_left != 0;
        const bool last_turn = turn == turns - 1;
        const bool last_beat = tokens_left <= beat;
        const bool beats_over = !valid || (last_turn && last_beat);
        const bool feeds_over = fed + fed_channels >= left || fed + fed_channels >= all;
        held_high = high;
        if (beats_over && feeds_over) {
            next_pass(results, width);
            return;
        }

        begins = false;
        fed = feeds() ? fed + fed_channels : fed;
        if (valid && last_turn) {
            const bool other_lane = single && lane == 0 && SHAPE::activations == 2;
            tokens_left = last_beat ? 0 : tokens_left - beat;
            lane = other_lane ? 1 : 0;
            row = other_lane ? row : row + 1;
        }
        turn = !valid ? turn : last_turn ? 0 : turn + 1;
    }

    void next_pass(int results, int width) {
#pragma HLS INLINE
        if (left > width) {
            left -= width;
            slot += results;
        } else {
            const bool last_step = left_k <= SHAPE::slices;
            const bool last_channel = left_n <= tile_channels;
            if (last_step && last_channel) {
                busy = left_m > SHAPE::tokens;
                left_m -= SHAPE::tokens;
            }
            if (last_step) {
                left_n = last_channel ? all_n : left_n - tile_channels;
            }
            left_k = last_step ? all_k : left_k - SHAPE::slices;
            first_step = last_step;
            slot = 0;
            left = left_n < tile_channels ? left_n : +tile_channels;
        }
        begin_tokens(left_m);
    }
};

}  // namespace accel
