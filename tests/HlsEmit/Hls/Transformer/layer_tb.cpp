// A decoder layer around a table-lookup engine against the memories that its reference leaves: bits must be equal.
//
// TB_ENGINE, the engine's parameters, and TB_HIDDEN, TB_HEADS, TB_KV_HEADS, TB_HEAD_DIM, TB_FFN, TB_QUERIES, TB_LANES
// and TB_DECODE_LANES come from the command line.
#include <cstdio>
#include <string>
#include <vector>

#include "binary16.h"
#include "memory_image.h"
#include "tablelookup_engine.h"
#include "ternary_decoder_layer.h"
#include "vector_file.h"

namespace {

const int LONGEST = 512;
typedef accel::tablelookup_engine<TB_ENGINE> engine;
typedef accel::ternary_decoder_layer<engine, TB_HIDDEN, TB_HEADS, TB_KV_HEADS, TB_HEAD_DIM, TB_FFN, LONGEST, TB_QUERIES,
                                     TB_LANES, TB_DECODE_LANES> layer;

template <int BITS>
std::vector<ap_uint<BITS> > memory(const std::string &name) {
    accel::vector_file file("", name + ".hex");
    std::vector<uint8_t> all, word;
    while (file.next(word, BITS / 8)) {
        all.insert(all.end(), word.begin(), word.end());
    }
    return accel::words<BITS>(all);
}

long checks = 0, wrong = 0;

void compare(const std::string &name, const std::vector<accel::half_word> &got) {
    const std::vector<accel::half_word> expected = memory<256>("expected_" + name);
    if (got.size() != expected.size()) {
        ++wrong;
    }
    for (std::size_t i = 0; i < got.size() && i < expected.size(); ++i, ++checks) {
        if (got[i] != expected[i] && wrong++ < 5) {
            std::printf("%s: word %zu\n", name.c_str(), i);
        }
    }
}

}  // namespace

int main() {
    const std::vector<ap_uint<32> > sizes = memory<32>("sizes");
    const auto weights = memory<accel::memory_word<engine::weights_bits>::bits>("weights");
    const auto parameters = memory<256>("parameters"), turns = memory<256>("turns");
    auto activations = memory<256>("activations"), keys = memory<256>("keys"), values = memory<256>("values");
    layer::run(sizes[0].to_int(), sizes[1].to_int(), weights.data(), parameters.data(), turns.data(),
               activations.data(), activations.data(), activations.data(), keys.data(), values.data());
    compare("activations", activations);
    compare("keys", keys);
    compare("values", values);
    const bool passed = wrong == 0 && hls::stream_faults() == 0;
    std::printf("%s %ld\n", passed ? "PASS" : "FAIL", checks);
    return passed ? 0 : 1;
}
