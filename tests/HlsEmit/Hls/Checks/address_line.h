// Where the iterations of a loop find their words in a bank: part of port_check.h.
#pragma once

#include <cstddef>
#include <cstdint>

#include "checked_loop.h"

namespace accel_check {

/// Whether an iteration's words of a bank lie at a place that goes on by as much in each iteration.
class address_line {
public:
    void visit(const iteration &now, std::size_t word) {
        if (run != now.run.id) {
            *this = address_line();
            run = now.run.id;
        } else if (number == now.number) {
            return;
        } else {
            const int64_t steps = int64_t(now.number - number), way = int64_t(word) - int64_t(at);
            is_straight = is_straight && way % steps == 0 && (visits == 1 || way / steps == stride);
            stride = way / steps;
        }
        ++visits;
        number = now.number;
        at = word;
    }

    bool is_of(const loop_run &of) const { return run == of.id; }
    bool straight() const { return is_straight; }

private:
    uint64_t run = 0, number = 0, visits = 0;
    std::size_t at = 0;
    int64_t stride = 0;
    bool is_straight = true;
};

}  // namespace accel_check
