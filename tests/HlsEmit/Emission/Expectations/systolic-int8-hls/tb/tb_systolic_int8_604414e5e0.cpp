// C simulation of systolic_int8_604414e5e0: every product of the vectors, bit for bit. main returns 0 when all agree.
//
// Vectors are in the working folder, or in the one that the first argument names.
#include <cstdio>
#include <string>
#include <vector>

#include "systolic_int8_604414e5e0.h"
#include "memory_image.h"
#include "vector_file.h"

namespace {

typedef systolic_int8_604414e5e0_engine engine;

const int shown = 8;

template <int BEAT>
void send(accel::vector_file &file, int beats, hls::stream<ap_uint<BEAT> > &stream) {
    const std::vector<uint8_t> image = file.image(std::size_t(beats), BEAT / 8, BEAT / 8);
    for (int i = 0; i < beats; ++i) {
        stream.write(accel::number<BEAT>(&image[std::size_t(i) * (BEAT / 8)]));
    }
}

}  // namespace

int main(int argc, char **argv) {
    const std::string folder = argc > 1 ? argv[1] : "";
    accel::vector_file shapes(folder, "command.hex");
    accel::vector_file activations_file(folder, "activations.hex");
    accel::vector_file weights_file(folder, "weights.hex");
    accel::vector_file expected(folder, "outputs.hex"), matter(folder, "outputs_matter.hex");
    const int bits = engine::outputs_bits;
    const std::size_t bytes = bits / 8, line = (bits + bits / 8 + 1 + 7) / 8;
    hls::stream<ap_uint<96> > command("command");
    hls::stream<ap_uint<engine::activations_bits> > activations("activations");
    hls::stream<ap_uint<engine::weights_bits> > weights("weights");
    hls::stream<ap_axiu<bits, 0, 0, 0> > outputs("outputs");
    long checked = 0, wrong = 0, products = 0;
    std::vector<uint8_t> shape;
    for (; shapes.next(shape, 12); ++products) {
        const int m = accel::number<32>(&shape[0]).to_int();
        const int k = accel::number<32>(&shape[4]).to_int();
        const int n = accel::number<32>(&shape[8]).to_int();
        command.write(accel::number<96>(&shape[0]));
        send<engine::activations_bits>(activations_file, engine::activations_beats(m, k, n), activations);
        send<engine::weights_bits>(weights_file, engine::weights_beats(m, k, n), weights);
        systolic_int8_604414e5e0(command, activations, weights, outputs);
        const int beats = engine::outputs_beats(m, k, n);
        for (int i = 0; i < beats; ++i) {
            std::vector<uint8_t> want, mask;
            if (outputs.empty() || !expected.next(want, line) || !matter.next(mask, bytes)) {
                std::printf("outputs: beat %d of product %ld is missing\n", i, products);
                ++wrong;
                break;
            }
            const ap_axiu<bits, 0, 0, 0> beat = outputs.read();
            // Data, then a bit for each byte, then whether it is the last.
            std::vector<uint8_t> got(line), all(line, 0xff);
            accel::put_bytes<bits>(beat.data, &got[0]);
            ap_uint<8 * ((bits / 8 + 1 + 7) / 8)> side = 0;
            side.range(bits / 8 - 1, 0) = beat.keep;
            side[bits / 8] = beat.last[0];
            accel::put_bytes(side, &got[bytes]);
            std::copy(mask.begin(), mask.end(), all.begin());
            ++checked;
            if (accel::differs(&got[0], &want[0], &all[0], line) && ++wrong <= shown) {
                std::printf("outputs: beat %d of product %ld (%d x %d x %d) differs\n", i, products, m, k, n);
            }
        }
    }
    if (!activations_file.ended()) {
        std::printf("activations: the kernel took fewer beats than there are\n");
        ++wrong;
    }
    if (!weights_file.ended()) {
        std::printf("weights: the kernel took fewer beats than there are\n");
        ++wrong;
    }
    if (!expected.ended() || !outputs.empty()) {
        std::printf("outputs: more are expected, or fewer\n");
        ++wrong;
    }
#ifdef ACCEL_STREAM_FAULTS
    wrong += hls::stream_faults();
#endif
    std::printf(wrong == 0 && products > 0 ? "PASS %ld\n" : "FAIL %ld\n", wrong == 0 ? checked : wrong);
    return wrong == 0 && products > 0 ? 0 : 1;
}
