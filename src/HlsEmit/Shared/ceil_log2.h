// Bits that count so many things: the smallest number whose power of two is not below `count`.
//
// Parameters: none; `count` is 1 or more, and known when the source is compiled.
#pragma once

namespace accel {

constexpr int ceil_log2(int count) {
    int bits = 0;
    while ((1 << bits) < count) {
        ++bits;
    }
    return bits;
}

}  // namespace accel
