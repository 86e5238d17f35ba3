// The largest common divisor of two widths: the unit in which words of one become words of the other.
#pragma once

namespace accel {

constexpr int common_divisor(int a, int b) {
    return b == 0 ? a : common_divisor(b, a % b);
}

}  // namespace accel
