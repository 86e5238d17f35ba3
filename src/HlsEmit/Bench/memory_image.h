// Numbers of any width to bytes and back, lowest first. For test benches, not for synthesis.
#pragma once

#include <cstdint>
#include <vector>

#include "ap_int.h"

namespace accel {

template <int BITS>
ap_uint<BITS> number(const uint8_t *bytes) {
    ap_uint<BITS> result = 0;
    for (int i = 0; i < BITS / 8; ++i) {
        result.range(8 * i + 7, 8 * i) = ap_uint<8>(bytes[i]);
    }
    return result;
}

template <int BITS>
void put_bytes(const ap_uint<BITS> &from, uint8_t *bytes) {
    for (int i = 0; i < BITS / 8; ++i) {
        const ap_uint<8> byte = from.range(8 * i + 7, 8 * i);
        bytes[i] = uint8_t(byte.to_uint());
    }
}

/// Bytes as words of memory, the last filled up with zeros.
template <int BITS>
std::vector<ap_uint<BITS> > words(std::vector<uint8_t> bytes) {
    bytes.resize((bytes.size() + BITS / 8 - 1) / (BITS / 8) * (BITS / 8));
    std::vector<ap_uint<BITS> > result;
    for (std::size_t at = 0; at < bytes.size(); at += BITS / 8) {
        result.push_back(number<BITS>(&bytes[at]));
    }
    return result;
}

}  // namespace accel
