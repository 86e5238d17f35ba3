// The bits that number so many things.
#pragma once

namespace accel {

constexpr int ceil_log2(int count) {
    return count <= 1 ? 0 : 1 + ceil_log2((count + 1) / 2);
}

}  // namespace accel
