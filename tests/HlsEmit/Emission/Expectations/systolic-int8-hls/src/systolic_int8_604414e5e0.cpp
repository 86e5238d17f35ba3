// systolic_int8_604414e5e0: int8 weights times int8 activations.
#include "systolic_int8_604414e5e0.h"

#include "send_beats.h"

namespace {

typedef systolic_int8_604414e5e0_engine engine;

/// The engine and its outputs' side channels at the same time.
void product(
    int m,
    int k,
    int n,
    hls::stream<ap_uint<systolic_int8_604414e5e0_engine::activations_bits> > &activations,
    hls::stream<ap_uint<systolic_int8_604414e5e0_engine::weights_bits> > &weights,
    hls::stream<ap_axiu<systolic_int8_604414e5e0_engine::outputs_bits, 0, 0, 0> > &outputs,
    int outputs_beats) {
#pragma HLS DATAFLOW
    hls::stream<accel::output_beat<engine::outputs_bits> > outputs_stream("outputs_stream");
#pragma HLS STREAM variable=outputs_stream depth=2
    engine::run(m, k, n, activations, weights, outputs_stream);
    accel::send_beats<engine::outputs_bits>(outputs_stream, outputs_beats, outputs);
}

}  // namespace

void systolic_int8_604414e5e0(
    hls::stream<ap_uint<96> > &command,
    hls::stream<ap_uint<systolic_int8_604414e5e0_engine::activations_bits> > &activations,
    hls::stream<ap_uint<systolic_int8_604414e5e0_engine::weights_bits> > &weights,
    hls::stream<ap_axiu<systolic_int8_604414e5e0_engine::outputs_bits, 0, 0, 0> > &outputs) {
#pragma HLS INTERFACE axis port=command
#pragma HLS INTERFACE axis port=activations
#pragma HLS INTERFACE axis port=weights
#pragma HLS INTERFACE axis port=outputs
#pragma HLS INTERFACE ap_ctrl_none port=return
    const ap_uint<96> shape = command.read();
    const ap_uint<32> m = shape.range(31, 0);
    const ap_uint<32> k = shape.range(63, 32);
    const ap_uint<32> n = shape.range(95, 64);
    product(m.to_int(), k.to_int(), n.to_int(), activations, weights, outputs,
            engine::outputs_beats(m.to_int(), k.to_int(), n.to_int()));
}
