// A file of vectors: a word in hexadecimal a line, as bytes with the lowest first.
//
// For test benches and host programs, not for synthesis.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace accel {

class vector_file {
public:
    /// Ends the program where there is no such file.
    vector_file(const std::string &folder, const std::string &name)
        : path(folder.empty() ? name : folder + "/" + name), file(path.c_str()) {
        if (!file) {
            std::fprintf(stderr, "%s cannot be read\n", path.c_str());
            std::exit(2);
        }
    }

    /// The next word in so many bytes; false at the end.
    bool next(std::vector<uint8_t> &word, std::size_t bytes) {
        std::string line;
        if (!std::getline(file, line)) {
            return false;
        }
        word.assign(bytes, 0);
        for (std::size_t digit = 0; digit < line.size(); ++digit) {
            const char c = line[line.size() - 1 - digit];
            const int value = c >= 'a' ? c - 'a' + 10 : c - '0';
            if (value < 0 || value > 15 || (digit / 2 >= bytes && value != 0)) {
                std::fprintf(stderr, "%s: not a word of %zu bytes: %s\n", path.c_str(), bytes, line.c_str());
                std::exit(2);
            }
            if (digit / 2 < bytes) {
                word[digit / 2] = uint8_t(word[digit / 2] | value << 4 * (digit % 2));
            }
        }
        return true;
    }

    /// The next words one after the other, each at a multiple of `stride`; ends the program where they are too few.
    std::vector<uint8_t> image(std::size_t words, std::size_t bytes, std::size_t stride) {
        std::vector<uint8_t> all(words * stride, 0), word;
        for (std::size_t i = 0; i < words; ++i) {
            if (!next(word, bytes)) {
                std::fprintf(stderr, "%s ends too soon\n", path.c_str());
                std::exit(2);
            }
            std::copy(word.begin(), word.end(), all.begin() + long(i * stride));
        }
        return all;
    }

    bool ended() { return file.peek() == std::ifstream::traits_type::eof(); }

private:
    std::string path;
    std::ifstream file;
};

/// Bits that differ and matter.
inline bool differs(const uint8_t *got, const uint8_t *expected, const uint8_t *matter, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i) {
        if ((got[i] ^ expected[i]) & matter[i]) {
            return true;
        }
    }
    return false;
}

}  // namespace accel
