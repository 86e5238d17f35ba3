// The units of the transformer, one by one, against vectors of their references: bits must be equal.
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "ap_int.h"
#include "binary16.h"
#include "dequantize.h"
#include "exponential.h"
#include "float_lanes.h"
#include "hls_stream.h"
#include "memory_image.h"
#include "online_softmax.h"
#include "quantize.h"
#include "reciprocal_root.h"
#include "residual_add.h"
#include "rms_norm.h"
#include "rope.h"
#include "swiglu.h"
#include "vector_file.h"

namespace {

const int WIDEST = 4096;
long checks = 0, wrong = 0;

typedef std::vector<uint8_t> bytes;

unsigned int word_at(const bytes &line, int i) {
    unsigned int word = 0;
    std::memcpy(&word, &line[std::size_t(4 * i)], 4);
    return word;
}

float float_at(const bytes &line, int i) { return accel::float_of_bits(word_at(line, i)); }

void check(const char *unit, unsigned int got, unsigned int expected) {
    ++checks;
    if (got != expected && wrong++ < 10) {
        std::printf("%s: %08x and not %08x\n", unit, got, expected);
    }
}

void check(const char *unit, float got, unsigned int expected) { check(unit, accel::bits_of_float(got), expected); }

bytes must(accel::vector_file &file, std::size_t count) {
    bytes line;
    if (!file.next(line, count)) {
        std::printf("FAIL a file ends too soon\n");
        std::exit(1);
    }
    return line;
}

accel::half_word half_word_at(const bytes &line, int w) { return accel::number<256>(&line[std::size_t(32 * w)]); }

accel::float_lanes lanes_at(const bytes &line, int w) {
    accel::float_lanes lanes;
    for (int i = 0; i < accel::float_lanes::count; ++i) {
        lanes.at[i] = float_at(line, accel::float_lanes::count * w + i);
    }
    return lanes;
}

void functions() {
    bytes line;
    accel::vector_file exponentials("", "exponential.hex"), roots("", "root.hex"), halves("", "half.hex");
    while (exponentials.next(line, 8)) {
        check("exponential", accel::exponential(float_at(line, 0)), word_at(line, 1));
    }
    while (roots.next(line, 8)) {
        check("reciprocal_root", accel::reciprocal_root(float_at(line, 0)), word_at(line, 1));
    }
    while (halves.next(line, 12)) {
        check("float_to_half", accel::float_to_half(float_at(line, 0)).to_uint(), word_at(line, 1));
        check("half_to_float", accel::half_to_float(ap_uint<16>(word_at(line, 1))), word_at(line, 2));
    }
}

void lanes() {
    bytes line;
    accel::vector_file gates("", "swiglu.hex"), turns("", "rope.hex"), scores("", "softmax.hex");
    accel::vector_file corrections("", "corrected.hex");
    while (corrections.next(line, 12)) {
        check("corrected_result", accel::corrected_result(float_at(line, 0), float_at(line, 1)), word_at(line, 2));
    }
    while (gates.next(line, 192)) {
        const accel::float_lanes y = accel::swiglu(lanes_at(line, 0), lanes_at(line, 1));
        for (int i = 0; i < accel::float_lanes::count; ++i) {
            check("swiglu", y.at[i], word_at(line, 32 + i));
        }
    }
    while (turns.next(line, 192)) {
        const accel::float_lanes y = accel::rope(lanes_at(line, 0), lanes_at(line, 1));
        for (int i = 0; i < accel::float_lanes::count; ++i) {
            check("rope", y.at[i], word_at(line, 32 + i));
        }
    }
    accel::softmax_step state = {accel::softmax_step::start(), 0.0f, 0.0f, 0.0f};
    while (scores.next(line, 24)) {
        if (word_at(line, 5) != 0) {
            state.largest = accel::softmax_step::start();
            state.sum = 0.0f;
        }
        state = accel::online_softmax(state.largest, state.sum, float_at(line, 0));
        check("largest", state.largest, word_at(line, 1));
        check("sum", state.sum, word_at(line, 2));
        check("weight", state.weight, word_at(line, 3));
        check("correction", state.correction, word_at(line, 4));
    }
}

// Tokens of binary32 to INT8 in steps of a size, all of which must give the same activations.
template <int STEP>
void steps(int tokens, int width, const std::vector<bytes> &rows, const std::vector<bytes> &expected) {
    hls::stream<accel::float_lanes> in("in");
    hls::stream<float> scales("scales");
    hls::stream<ap_uint<8 * STEP> > out("out");
    for (int t = 0; t < tokens; ++t) {
        for (int w = 0; w < width / accel::float_lanes::count; ++w) {
            in.write(lanes_at(rows[std::size_t(t)], w));
        }
    }
    accel::quantize<STEP, WIDEST>::run(tokens, width, in, scales, out);
    for (int t = 0; t < tokens; ++t) {
        const bytes &line = expected[std::size_t(t)];
        check("scale", scales.read(), word_at(line, 0));
        for (int first = 0; first < width; first += STEP) {
            const ap_uint<8 * STEP> beat = out.read();
            for (int i = 0; i < STEP; ++i) {
                const ap_uint<8> value = beat.range(8 * i + 7, 8 * i);
                check("quantize", value.to_uint(), first + i < width ? line[std::size_t(4 + first + i)] : 0u);
            }
        }
    }
}

void norms() {
    bytes line;
    accel::vector_file file("", "norm.hex");
    while (file.next(line, 12)) {
        const int tokens = int(word_at(line, 0)), width = int(word_at(line, 1));
        const float epsilon = float_at(line, 2);
        hls::stream<accel::half_word> gains("gains"), rows("rows");
        hls::stream<accel::float_lanes> out("out");
        const bytes gain = must(file, std::size_t(2 * width));
        std::vector<bytes> normed, quantized;
        for (int w = 0; w < width / accel::float_lanes::count; ++w) {
            gains.write(half_word_at(gain, w));
        }
        for (int t = 0; t < tokens; ++t) {
            const bytes row = must(file, std::size_t(2 * width));
            for (int w = 0; w < width / accel::float_lanes::count; ++w) {
                rows.write(half_word_at(row, w));
            }
            normed.push_back(must(file, std::size_t(4 * width)));
            quantized.push_back(must(file, std::size_t(4 + width)));
        }
        accel::rms_norm<WIDEST>::run(tokens, width, epsilon, gains, rows, out);
        for (int t = 0; t < tokens; ++t) {
            for (int w = 0; w < width / accel::float_lanes::count; ++w) {
                const accel::float_lanes word = out.read();
                for (int i = 0; i < accel::float_lanes::count; ++i) {
                    check("rms_norm", word.at[i], word_at(normed[std::size_t(t)], accel::float_lanes::count * w + i));
                }
            }
        }
        steps<84>(tokens, width, normed, quantized);
        steps<15>(tokens, width, normed, quantized);
        steps<16>(tokens, width, normed, quantized);
        steps<6>(tokens, width, normed, quantized);
    }
}

template <int Q>
void sums(int tokens, int channels, float weight_scale, const std::vector<bytes> &in, const std::vector<bytes> &all) {
    hls::stream<float> scales("scales");
    hls::stream<accel::output_beat<32 * Q> > beats("sums");
    hls::stream<accel::float_lanes> out("out");
    for (int t = 0; t < tokens; ++t) {
        scales.write(float_at(in[std::size_t(t)], 0));
        for (int first = 0; first < channels; first += Q) {
            accel::output_beat<32 * Q> beat;
            beat.data = ~ap_uint<32 * Q>(0);
            beat.keep = 0;
            beat.last = false;
            for (int i = 0; i < Q && first + i < channels; ++i) {
                beat.data.range(32 * i + 31, 32 * i) = ap_uint<32>(word_at(in[std::size_t(t)], 1 + first + i));
            }
            beats.write(beat);
        }
    }
    accel::dequantize<Q>::run(tokens, channels, weight_scale, scales, beats, out);
    for (int t = 0; t < tokens; ++t) {
        for (int i = 0; i < channels; i += accel::float_lanes::count) {
            const accel::float_lanes word = out.read();
            for (int j = 0; j < accel::float_lanes::count; ++j) {
                check("dequantize", word.at[j], word_at(all[std::size_t(t)], i + j));
            }
        }
    }
}

void products() {
    bytes line;
    accel::vector_file file("", "sums.hex");
    while (file.next(line, 12)) {
        const int tokens = int(word_at(line, 0)), channels = int(word_at(line, 1));
        const float scale = float_at(line, 2);
        std::vector<bytes> in, all;
        for (int t = 0; t < tokens; ++t) {
            in.push_back(must(file, std::size_t(4 + 4 * channels)));
            all.push_back(must(file, std::size_t(4 * channels)));
        }
        sums<24>(tokens, channels, scale, in, all);
        sums<7>(tokens, channels, scale, in, all);
        sums<16>(tokens, channels, scale, in, all);
        sums<48>(tokens, channels, scale, in, all);
    }
}

}  // namespace

int main() {
    functions();
    lanes();
    norms();
    products();
    const bool passed = wrong == 0 && hls::stream_faults() == 0;
    std::printf("%s %ld\n", passed ? "PASS" : "FAIL", checks);
    return passed ? 0 : 1;
}
