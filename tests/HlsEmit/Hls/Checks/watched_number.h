// A native number whose reads and writes are seen, as those of ap_int are by themselves: part of port_check.h.
#pragma once

namespace accel_check {

void reads(const void *address);
void writes(const void *address);

/// In the place of the native type in an array's declaration.
template <class T>
class watched {
public:
    watched() = default;
    watched(const watched &other) : number(T(other)) {}
    watched &operator=(const watched &other) { return *this = T(other); }
    watched &operator=(T value) {
        writes(this);
        number = value;
        return *this;
    }
    watched &operator+=(T value) { return *this = T(*this) + value; }
    watched &operator-=(T value) { return *this = T(*this) - value; }
    watched &operator*=(T value) { return *this = T(*this) * value; }
    operator T() const {
        reads(this);
        return number;
    }

private:
    T number = T();
};

}  // namespace accel_check
