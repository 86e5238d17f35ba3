// C simulation of tellme_kv260_d255ed2f3f: every product of the vectors, bit for bit. main returns 0 when all agree.
//
// Vectors are in the working folder, or in the one that the first argument names.
#include <cstdio>
#include <string>
#include <vector>

#include "tellme_kv260_d255ed2f3f.h"
#include "memory_image.h"
#include "vector_file.h"

namespace {

typedef tellme_kv260_d255ed2f3f_engine engine;

const int shown = 8;

template <int BEAT>
std::vector<ap_uint<accel::memory_word<BEAT>::bits> > memory_of(accel::vector_file &file, int beats) {
    typedef accel::memory_word<BEAT> word;
    return accel::words<word::bits>(file.image(std::size_t(beats), BEAT / 8, word::beat_bytes));
}

}  // namespace

int main(int argc, char **argv) {
    const std::string folder = argc > 1 ? argv[1] : "";
    accel::vector_file command(folder, "command.hex");
    accel::vector_file activations_file(folder, "activations.hex");
    accel::vector_file weights_file(folder, "weights.hex");
    accel::vector_file expected(folder, "outputs.hex"), matter(folder, "outputs_matter.hex");
    typedef accel::memory_word<engine::outputs_bits> word;
    const std::size_t bytes = engine::outputs_bits / 8;
    // Behind the data of an expected beat stand its keep and last, which memory does not hold.
    const std::size_t line = (engine::outputs_bits + engine::outputs_bits / 8 + 1 + 7) / 8;
    long checked = 0, wrong = 0, products = 0;
    std::vector<uint8_t> shape;
    for (; command.next(shape, 12); ++products) {
        const int m = accel::number<32>(&shape[0]).to_int();
        const int k = accel::number<32>(&shape[4]).to_int();
        const int n = accel::number<32>(&shape[8]).to_int();
        const std::vector<ap_uint<accel::memory_word<engine::activations_bits>::bits> > activations =
            memory_of<engine::activations_bits>(activations_file, engine::activations_beats(m, k, n));
        const std::vector<ap_uint<accel::memory_word<engine::weights_bits>::bits> > weights =
            memory_of<engine::weights_bits>(weights_file, engine::weights_beats(m, k, n));
        const int beats = engine::outputs_beats(m, k, n);
        std::vector<ap_uint<word::bits> > outputs(std::size_t(word::words(beats)));
        tellme_kv260_d255ed2f3f(activations.data(), weights.data(), outputs.data(), m, k, n);
        std::vector<uint8_t> image(outputs.size() * (word::bits / 8));
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            accel::put_bytes<word::bits>(outputs[i], &image[i * (word::bits / 8)]);
        }
        for (int i = 0; i < beats; ++i) {
            std::vector<uint8_t> want, mask;
            if (!expected.next(want, line) || !matter.next(mask, bytes)) {
                std::printf("outputs: fewer are expected than beat %d of product %ld\n", i, products);
                ++wrong;
                break;
            }
            ++checked;
            if (accel::differs(&image[std::size_t(i) * word::beat_bytes], &want[0], &mask[0], bytes)
                && ++wrong <= shown) {
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
    if (!expected.ended()) {
        std::printf("outputs: more are expected\n");
        ++wrong;
    }
#ifdef ACCEL_STREAM_FAULTS
    wrong += hls::stream_faults();
#endif
    std::printf(wrong == 0 && products > 0 ? "PASS %ld\n" : "FAIL %ld\n", wrong == 0 ? checked : wrong);
    return wrong == 0 && products > 0 ? 0 : 1;
}
