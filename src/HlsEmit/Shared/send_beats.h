// Sends the beats of an engine's outputs as AXI4-Stream.
//
// Parameters: BEAT bits of a beat. II = 1.
#pragma once

#include "ap_axi_sdata.h"
#include "ap_int.h"
#include "hls_stream.h"
#include "output_beat.h"

namespace accel {

template <int BEAT>
void send_beats(hls::stream<output_beat<BEAT> > &in, int beats, hls::stream<ap_axiu<BEAT, 0, 0, 0> > &out) {
    beats: for (int i = 0; i < beats; ++i) {
#pragma HLS PIPELINE II=1
        const output_beat<BEAT> beat = in.read();
        ap_axiu<BEAT, 0, 0, 0> sent;
        sent.data = beat.data;
        sent.keep = beat.keep;
        sent.strb = beat.keep;
        sent.last = beat.last ? 1 : 0;
        out.write(sent);
    }
}

}  // namespace accel
