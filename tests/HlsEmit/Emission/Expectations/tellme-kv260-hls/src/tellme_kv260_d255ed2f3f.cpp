// tellme_kv260_d255ed2f3f: ternary weights times int8 activations.
#include "tellme_kv260_d255ed2f3f.h"

#include "hls_stream.h"
#include "read_beats.h"
#include "write_beats.h"

namespace {

typedef tellme_kv260_d255ed2f3f_engine engine;

/// Bursts in, the engine, and bursts out at the same time.
void product(
    const ap_uint<accel::memory_word<tellme_kv260_d255ed2f3f_engine::activations_bits>::bits> *activations,
    const ap_uint<accel::memory_word<tellme_kv260_d255ed2f3f_engine::weights_bits>::bits> *weights,
    ap_uint<accel::memory_word<tellme_kv260_d255ed2f3f_engine::outputs_bits>::bits> *outputs,
    int m,
    int k,
    int n,
    int activations_beats,
    int weights_beats,
    int outputs_beats) {
#pragma HLS DATAFLOW
    hls::stream<accel::beat_word<engine::activations_bits>::type > activations_stream("activations_stream");
#pragma HLS STREAM variable=activations_stream depth=256
    hls::stream<accel::beat_word<engine::weights_bits>::type > weights_stream("weights_stream");
#pragma HLS STREAM variable=weights_stream depth=128
    hls::stream<accel::output_beat<engine::outputs_bits> > outputs_stream("outputs_stream");
#pragma HLS STREAM variable=outputs_stream depth=128
    accel::read_beats<engine::activations_bits>(activations, activations_beats, activations_stream);
    accel::read_beats<engine::weights_bits>(weights, weights_beats, weights_stream);
    engine::run(m, k, n, activations_stream, weights_stream, outputs_stream);
    accel::write_beats<engine::outputs_bits>(outputs_stream, outputs_beats, outputs);
}

}  // namespace

void tellme_kv260_d255ed2f3f(
    const ap_uint<accel::memory_word<tellme_kv260_d255ed2f3f_engine::activations_bits>::bits> *activations,
    const ap_uint<accel::memory_word<tellme_kv260_d255ed2f3f_engine::weights_bits>::bits> *weights,
    ap_uint<accel::memory_word<tellme_kv260_d255ed2f3f_engine::outputs_bits>::bits> *outputs,
    int m,
    int k,
    int n) {
#pragma HLS INTERFACE m_axi port=activations bundle=gmem_activations offset=slave depth=6 max_read_burst_length=256
#pragma HLS INTERFACE m_axi port=weights bundle=gmem_weights offset=slave depth=27 max_read_burst_length=128
#pragma HLS INTERFACE m_axi port=outputs bundle=gmem_outputs offset=slave depth=18 max_write_burst_length=128
#pragma HLS INTERFACE s_axilite port=activations bundle=control
#pragma HLS INTERFACE s_axilite port=weights bundle=control
#pragma HLS INTERFACE s_axilite port=outputs bundle=control
#pragma HLS INTERFACE s_axilite port=m bundle=control
#pragma HLS INTERFACE s_axilite port=k bundle=control
#pragma HLS INTERFACE s_axilite port=n bundle=control
#pragma HLS INTERFACE s_axilite port=return bundle=control
    product(activations, weights, outputs, m, k, n,
            engine::activations_beats(m, k, n),
            engine::weights_beats(m, k, n),
            engine::outputs_beats(m, k, n));
}
