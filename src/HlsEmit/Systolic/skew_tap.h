// The skew of an array's edge: a lane's word is late by as many steps as lanes lie before it, from lane `skip` on.
//
// Parameters: T, of a word; LANES. `line` is the users' array of registers, partitioned completely; lane i has i of
// them, and those that no lane uses are not built. All lanes move in one step of the loop that calls.
// With a constant `skip` of 0 this is a plain delay line. Else a word enters `skip` registers later, as the first lane
// in use is not late; lanes before it give what nobody uses. `skip` may change when no word that matters is in a line.
#pragma once

namespace accel {

template <class T, int LANES>
struct skew_tap {
    static void step(T line[LANES][LANES], int skip, const T in[LANES], T out[LANES]) {
#pragma HLS INLINE
        out[0] = in[0];
    lanes:
        for (int i = 1; i < LANES; ++i) {
#pragma HLS UNROLL
            out[i] = skip == i ? in[i] : line[i][i - 1];
        stages:
            for (int s = i - 1; s > 0; --s) {
#pragma HLS UNROLL
                line[i][s] = skip == s ? in[i] : line[i][s - 1];
            }
            line[i][0] = in[i];
        }
    }
};

}  // namespace accel
