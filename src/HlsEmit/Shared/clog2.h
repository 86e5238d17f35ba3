// Bits that count up to a number of things: the logarithm to base two, rounded up.
#pragma once

namespace accel {

constexpr int clog2(int things) {
    return things <= 1 ? 0 : 1 + clog2((things + 1) / 2);
}

}  // namespace accel
