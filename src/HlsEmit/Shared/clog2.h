// The bits that numbers below `count` take.
#pragma once

namespace accel {

constexpr int clog2(int count) { return count <= 1 ? 0 : 1 + clog2((count + 1) / 2); }

}  // namespace accel
