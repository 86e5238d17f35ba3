// Decode and prefill attention against vectors of their references: bits must be equal.
//
// TB_HEADS, TB_KV_HEADS, TB_HEAD_DIM, TB_QUERIES, TB_LANES and TB_DECODE_LANES come from the command line.
#include <cstdio>
#include <vector>

#include "binary16.h"
#include "layer_attention.h"
#include "memory_image.h"
#include "vector_file.h"

namespace {

const int LONGEST = 512;
typedef accel::layer_attention<TB_HEADS, TB_KV_HEADS, TB_HEAD_DIM, LONGEST, TB_QUERIES, TB_LANES, TB_DECODE_LANES>
    attention;
typedef std::vector<accel::half_word> words;

words rows(accel::vector_file &file, int count, int width) {
    return accel::words<256>(file.image(std::size_t(count), std::size_t(width) * 32, std::size_t(width) * 32));
}

}  // namespace

int main() {
    long checks = 0, wrong = 0;
    accel::vector_file file("", "attention.hex");
    std::vector<uint8_t> line;
    while (file.next(line, 3)) {
        const bool is_prefill = line[2] != 0;
        const int positions = line[0] + 256 * line[1];
        const int queries = is_prefill ? positions : 1;
        const words keys = rows(file, positions, attention::row_words);
        const words values = rows(file, positions, attention::row_words);
        const words query = rows(file, queries, attention::query_words);
        const words expected = rows(file, queries, attention::query_words);

        // Queries lie behind a word, and results behind two.
        words in(1, accel::half_word(0)), out(query.size() + 2, accel::half_word(0));
        in.insert(in.end(), query.begin(), query.end());
        if (is_prefill) {
            attention::prefill(positions, 1, 2, in.data(), keys.data(), values.data(), out.data());
        } else {
            attention::decode(positions, 1, 2, in.data(), keys.data(), values.data(), out.data());
        }
        for (std::size_t i = 0; i < expected.size(); ++i, ++checks) {
            if (out[i + 2] != expected[i] && wrong++ < 5) {
                std::printf("%s of %d: word %zu\n", is_prefill ? "prefill" : "decode", positions, i);
            }
        }
    }
    const bool passed = wrong == 0 && hls::stream_faults() == 0;
    std::printf("%s %ld\n", passed ? "PASS" : "FAIL", checks);
    return passed ? 0 : 1;
}
