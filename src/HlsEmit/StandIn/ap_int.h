// Arbitrary-precision integers for C simulation: a stand-in for the vendor's ap_int.h.
//
// It has what emitted kernels use, with the vendor's widths and bits: storage, bits and ranges of any width, arithmetic
// where operands and result fit 128 bits. The vendor's own header wins wherever it is found first, and must in
// synthesis. Where the vendor's classes differ from mathematics (division, remainder and comparison of two signs), this
// one does not compile. An uninitialised number is 0 here and anything there.
#pragma once
#ifdef __SYNTHESIS__
#error "a stand-in header reached synthesis: put the vendor's include folder first"
#endif

#include <cstdint>
#include <ostream>
#include <type_traits>

#include "ap_int_words.h"

// Checkers of memory ports see every read and write of a number; nobody else pays for it.
#ifdef ACCEL_PORT_CHECK
#include "port_check.h"
#else
#define AP_INT_READS(number)
#define AP_INT_WRITES(number)
#endif

template <int W, bool S>
class ap_int_base;

template <int W>
using ap_int = ap_int_base<W, true>;
template <int W>
using ap_uint = ap_int_base<W, false>;

#include "ap_int_traits.h"

/// Bits `hi` to `lo` of a number: may be read and assigned.
template <int W, bool S>
struct ap_range_ref {
    ap_int_base<W, S> &of;
    int hi, lo;

    int length() const { return hi - lo + 1; }
    uint64_t to_uint64() const {
        const uint64_t low = ap_words::bits_at<ap_int_base<W, S>::words>(of.raw(), lo);
        return length() >= 64 ? low : low & ((uint64_t(1) << length()) - 1);
    }
    unsigned to_uint() const { return unsigned(to_uint64()); }
    int to_int() const { return int(to_uint64()); }
    operator uint64_t() const { return to_uint64(); }

    template <class T, ap_traits::if_number<T> = 0>
    ap_range_ref &operator=(const T &value) {
        of.put(hi, lo, ap_int_base<W, false>(value).raw());
        return *this;
    }
    template <int W2, bool S2>
    ap_range_ref &operator=(const ap_range_ref<W2, S2> &value) {
        return *this = ap_int_base<W, false>(value);
    }
    ap_range_ref &operator=(const ap_range_ref &value) { return *this = ap_int_base<W, false>(value); }
};

/// One bit of a number.
template <int W, bool S>
struct ap_bit_ref {
    ap_int_base<W, S> &of;
    int at;

    operator bool() const { return of.get(at); }
    ap_bit_ref &operator=(bool bit) {
        const uint64_t word[ap_int_base<W, S>::words] = {bit};
        of.put(at, at, word);
        return *this;
    }
    ap_bit_ref &operator=(const ap_bit_ref &bit) { return *this = bool(bit); }
};

/// A number of W bits in two's complement (S) or without sign.
template <int W, bool S>
class ap_int_base {
    static_assert(W > 0 && W <= 4096, "a width of 1 to 4096 bits");

public:
    static constexpr int width = W;
    static constexpr int words = (W + 63) / 64;
    typedef std::conditional_t<S, long long, unsigned long long> native;

    ap_int_base() = default;
#ifdef ACCEL_PORT_CHECK
    ap_int_base(const ap_int_base &other) { *this = other; }
    ap_int_base &operator=(const ap_int_base &other) {
        const uint64_t *from = other.seen();
        uint64_t *to = changed();
        for (int i = 0; i < words; ++i) {
            to[i] = from[i];
        }
        return *this;
    }
#endif
    template <class T, ap_traits::if_native<T> = 0>
    ap_int_base(T value) {
        uint64_t *to = changed();
        to[0] = uint64_t(value);
        for (int i = 1; i < words; ++i) {
            to[i] = value < T(0) ? ~uint64_t(0) : 0;
        }
        fix();
    }
    ap_int_base(double value) : ap_int_base((long long)value) {}
    template <int W2, bool S2>
    ap_int_base(const ap_int_base<W2, S2> &other) {
        uint64_t *to = changed();
        for (int i = 0; i < words; ++i) {
            to[i] = other.word(i);
        }
        fix();
    }
    template <int W2, bool S2>
    ap_int_base(const ap_range_ref<W2, S2> &other) {
        const int length = other.length();
        const uint64_t *from = other.of.raw();
        uint64_t *to = changed();
        for (int i = 0; i < words && 64 * i < length; ++i) {
            const uint64_t word = ap_words::bits_at<ap_int_base<W2, S2>::words>(from, other.lo + 64 * i);
            to[i] = length - 64 * i >= 64 ? word : word & ((uint64_t(1) << (length - 64 * i)) - 1);
        }
        fix();
    }

    /// The bits above the words are copies of the sign.
    uint64_t word(int i) const {
        const uint64_t *from = seen();
        return i < words ? from[i] : S && from[words - 1] >> 63 ? ~uint64_t(0) : 0;
    }
    const uint64_t *raw() const { return seen(); }
    bool get(int i) const { return word(i / 64) >> (i % 64) & 1; }
    void put(int hi, int lo, const uint64_t *value) {
        // The bits around them stay as they are: a read as well.
        seen();
        ap_words::put<words>(changed(), hi < W ? hi : W - 1, lo, value);
        fix();
    }
    ap_traits::wide value() const {
        static_assert(W <= 128, "arithmetic of more than 128 bits is not in the stand-in");
        return ap_traits::wide(ap_traits::unsigned_wide(word(1)) << 64 | word(0));
    }
    static ap_int_base of(ap_traits::wide value) {
        ap_int_base result;
        uint64_t *to = result.changed();
        for (int i = 0; i < words; ++i) {
            to[i] = i < 2 ? uint64_t(value >> (64 * i)) : value < 0 ? ~uint64_t(0) : 0;
        }
        result.fix();
        return result;
    }

    ap_range_ref<W, S> range(int hi, int lo) { return {*this, hi, lo}; }
    ap_range_ref<W, S> range(int hi, int lo) const { return {const_cast<ap_int_base &>(*this), hi, lo}; }
    ap_range_ref<W, S> operator()(int hi, int lo) { return range(hi, lo); }
    ap_range_ref<W, S> operator()(int hi, int lo) const { return range(hi, lo); }
    ap_bit_ref<W, S> operator[](int i) { return {*this, i}; }
    bool operator[](int i) const { return get(i); }

    int length() const { return W; }
    int to_int() const { return int(seen()[0]); }
    unsigned to_uint() const { return unsigned(seen()[0]); }
    long to_long() const { return long(seen()[0]); }
    int64_t to_int64() const { return int64_t(seen()[0]); }
    uint64_t to_uint64() const { return seen()[0]; }
    double to_double() const { return double(value()); }
    bool to_bool() const {
        const uint64_t *from = seen();
        for (int i = 0; i < words; ++i) {
            if (from[i]) {
                return true;
            }
        }
        return false;
    }
    operator native() const { return native(seen()[0]); }

    ap_int_base<W + 1, true> operator-() const { return ap_int_base<W + 1, true>::of(-value()); }
    ap_int_base operator~() const {
        ap_int_base result;
        const uint64_t *from = seen();
        uint64_t *to = result.changed();
        for (int i = 0; i < words; ++i) {
            to[i] = ~from[i];
        }
        result.fix();
        return result;
    }
    bool operator!() const { return !to_bool(); }

    template <class T>
    ap_int_base operator<<(const T &by) const {
        return shifted(-int(by));
    }
    template <class T>
    ap_int_base operator>>(const T &by) const {
        return shifted(int(by));
    }
    template <class T>
    ap_int_base &operator<<=(const T &by) {
        return *this = *this << by;
    }
    template <class T>
    ap_int_base &operator>>=(const T &by) {
        return *this = *this >> by;
    }
#define AP_INT_ASSIGN(op)                                                                                              \
    template <class T>                                                                                                 \
    ap_int_base &operator op##=(const T &other) {                                                                      \
        return *this = ap_int_base(*this op other);                                                                    \
    }
    AP_INT_ASSIGN(+)
    AP_INT_ASSIGN(-)
    AP_INT_ASSIGN(*)
    AP_INT_ASSIGN(/)
    AP_INT_ASSIGN(%)
    AP_INT_ASSIGN(&)
    AP_INT_ASSIGN(|)
    AP_INT_ASSIGN(^)
#undef AP_INT_ASSIGN
    ap_int_base &operator++() { return *this += 1; }
    ap_int_base &operator--() { return *this -= 1; }
    ap_int_base operator++(int) {
        const ap_int_base before = *this;
        ++*this;
        return before;
    }
    ap_int_base operator--(int) {
        const ap_int_base before = *this;
        --*this;
        return before;
    }
    friend std::ostream &operator<<(std::ostream &out, const ap_int_base &number) { return out << native(number); }

private:
    /// The words, to be read.
    const uint64_t *seen() const {
        AP_INT_READS(this);
        return bits;
    }
    /// The words, to be written.
    uint64_t *changed() {
        AP_INT_WRITES(this);
        return bits;
    }

    /// Keeps the bits above W copies of the sign, or zero.
    void fix() {
        constexpr int used = W % 64;
        if (used != 0) {
            const uint64_t mask = ~uint64_t(0) >> ((64 - used) % 64);
            const bool negative = S && bits[words - 1] >> ((used + 63) % 64) & 1;
            bits[words - 1] = negative ? bits[words - 1] | ~mask : bits[words - 1] & mask;
        }
    }

    /// To the right; to the left where negative.
    ap_int_base shifted(int by) const {
        ap_int_base result;
        uint64_t *to = result.changed();
        for (int i = 0; i < words; ++i) {
            const int from = 64 * i + by;
            const int low = from >= 0 ? from / 64 : -((63 - from) / 64);
            const int rest = from - 64 * low;
            const uint64_t first = low >= 0 ? word(low) : 0, second = low + 1 >= 0 ? word(low + 1) : 0;
            to[i] = rest == 0 ? first : first >> rest | second << (64 - rest);
        }
        result.fix();
        return result;
    }

    uint64_t bits[words] = {};
};

#include "ap_int_operators.h"
