// How many beats of each stream a product of a core of DSP chains takes and gives.
//
// Not hardware: for loaders, which must know how much to fetch, and for test benches. Where steps are of two kinds that
// depends on which step is of which.
#pragma once

namespace accel {

template <class SHAPE>
struct chain_beats {
    int activations, weights, outputs;

    /// @param high Whether a step is of kind HIGH, [channel tiles x steps]; null where all are LOW.
    chain_beats(int m, int k, int n, const bool *high) : activations(0), weights(0), outputs(0) {
        const int steps = (k + SHAPE::slices - 1) / SHAPE::slices;
        // Cycles from the first beat to the next pass, and to the last output so far.
        int time = 0;
        int end = 0;
    tokens:
        for (int token = 0; token < m; token += SHAPE::tokens) {
            const int tokens = m - token < SHAPE::tokens ? m - token : +SHAPE::tokens;
        tiles:
            for (int tile = 0; tile * tile_channels < n; ++tile) {
                const int left = n - tile * tile_channels;
                const int channels = left < tile_channels ? left : +tile_channels;
            steps:
                for (int step = 0; step < steps;) {
                    // All but the last alike, where it is not said that they differ.
                    const int count = high != 0 || step == steps - 1 ? 1 : steps - 1;
                    const bool is_high = high != 0 && high[tile * steps + step];
                    add(tokens, channels, is_high, step == steps - 1, count, time, end);
                    step += count;
                }
            }
        }
    }

private:
    static const int all = SHAPE::chains * SHAPE::weights;
    static const int fed_channels = SHAPE::fed * SHAPE::weights;
    static const int tile_channels = all * SHAPE::slots;

    /// Some steps of a tile that are alike.
    void add(int tokens, int channels, bool high, bool leaves, int count, int &time, int &end) {
        const int width = all * (high ? SHAPE::results(true) : SHAPE::results(false));
        const int beat = high ? SHAPE::beat_tokens(true) : SHAPE::beat_tokens(false);
        const int beats = (tokens + beat - 1) / beat;
        const int turns = beats * (high ? SHAPE::turns(true) : SHAPE::turns(false));
    passes:
        for (int left = channels; left > 0; left -= width) {
            const int fed = left < all ? left : +all;
            const int groups = (fed + fed_channels - 1) / fed_channels;
            activations += count * beats;
            weights += count * groups;
            if (leaves) {
                // Each group a cycle after the one in front, in the beats of those that leave with it.
                const int first = time > end ? time : end;
                const int over = time + turns + groups - 1;
                outputs += over > first ? over - first : 0;
                end = over > end ? over : end;
            }
            time += count * (turns > groups ? turns : groups);
        }
    }
};

}  // namespace accel
