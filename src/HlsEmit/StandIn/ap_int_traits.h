// What kinds of numbers operators take: part of the stand-in for ap_int.h.
#pragma once

#include <type_traits>

namespace ap_traits {

typedef __int128 wide;
typedef unsigned __int128 unsigned_wide;

constexpr int larger(int a, int b) { return a > b ? a : b; }

/// Width and sign of a number; `is_number` is false for everything else.
template <class T, class = void>
struct info {
    static constexpr bool is_number = false, is_native = false;
};
template <int W, bool S>
struct info<ap_int_base<W, S>, void> {
    static constexpr bool is_number = true, is_native = false, is_signed = S;
    static constexpr int width = W;
};
template <class T>
struct info<T, std::enable_if_t<std::is_integral<T>::value>> {
    static constexpr bool is_number = true, is_native = true, is_signed = std::is_signed<T>::value;
    static constexpr int width = std::is_same<T, bool>::value ? 1 : 8 * int(sizeof(T));
};

template <class T>
using if_number = std::enable_if_t<info<T>::is_number, int>;
template <class T>
using if_native = std::enable_if_t<info<T>::is_native, int>;

/// Two numbers of which at least one is ours.
template <class A, class B>
using if_pair = std::enable_if_t<
    info<A>::is_number && info<B>::is_number && !(info<A>::is_native && info<B>::is_native), int>;

/// The vendor's classes divide and compare numbers of two signs differently by width.
template <class A, class B>
constexpr bool same_sign() {
    return info<A>::is_native || info<B>::is_native || info<A>::is_signed == info<B>::is_signed;
}

template <class T, if_native<T> = 0>
constexpr wide value(const T &number) {
    return number;
}
template <int W, bool S>
wide value(const ap_int_base<W, S> &number) {
    return number.value();
}

/// The value modulo 2^64, for results of at most as many bits.
template <class T, if_native<T> = 0>
constexpr uint64_t low(const T &number) {
    return uint64_t(number);
}
template <int W, bool S>
uint64_t low(const ap_int_base<W, S> &number) {
    return number.to_uint64();
}

/// A sum, difference or product that fits 64 bits is computed in one word, any other in two.
template <class R, bool FITS = (R::width <= 64)>
struct result {
    typedef uint64_t type;
    template <class T>
    static type operand(const T &number) {
        return low(number);
    }
    static R of(type value) { return R((long long)value); }
};
template <class R>
struct result<R, false> {
    typedef wide type;
    template <class T>
    static type operand(const T &number) {
        return value(number);
    }
    static R of(type value) { return R::of(value); }
};

}  // namespace ap_traits
