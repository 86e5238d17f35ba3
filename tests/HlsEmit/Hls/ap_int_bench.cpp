// Prints a hash of what arbitrary-precision integers compute, value and width of every result.
//
// Compiled with any headers that define ap_int and ap_uint: the same lines mean the same arithmetic.
#include <cstdint>
#include <cstdio>

#include "ap_int.h"

namespace {

uint64_t state = 88172645463325252ull;

uint64_t next() {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

uint64_t hash;

void mix(uint64_t value) {
    hash = (hash ^ value) * 1099511628211ull;
}

template <class T>
void put(const T &number) {
    mix(uint64_t(number.length()));
    for (int i = 0; i < number.length(); ++i) {
        mix(uint64_t(bool(number[i])));
    }
}

/// Division and comparison, which two signs may not have.
template <class A, class B, bool SAME_SIGN>
struct same_sign {
    static void divide(const A &, const B &) {}
    static void compare(const A &, const B &) {}
};

template <class A, class B>
struct same_sign<A, B, true> {
    static void divide(const A &a, const B &b) {
        if (b != 0) {
            put(a / b);
            put(a % b);
        }
    }
    static void compare(const A &a, const B &b) {
        mix(a < b);
        mix(a <= b);
        mix(a == b);
        mix(a > b);
        mix(a != b);
        mix(a >= b);
    }
};

template <class A, class B, int BITS, bool SAME_SIGN>
void pair(const char *name) {
    hash = 1469598103934665603ull;
    for (int n = 0; n < 2000; ++n) {
        uint64_t x = next(), y = next();
        if (n % 7 == 0) {
            x = ~0ull << (n % 60);
        }
        if (n % 11 == 0) {
            y = 1ull << (n % 64);
        }
        A a = x;
        B b = y;
        put(a + b);
        put(a - b);
        put(a * b);
        put(-a);
        put(~a);
        put(a & b);
        put(a | b);
        put(a ^ b);
        same_sign<A, B, SAME_SIGN>::divide(a, b);
        put(a << int(n % 9));
        put(a >> int(n % 9));
        same_sign<A, B, SAME_SIGN>::compare(a, b);
        A c = a;
        c += b;
        put(c);
        c -= 3;
        put(c);
        c *= b;
        put(c);
        c ^= a;
        put(c);
        c >>= 1;
        put(c);
        ++c;
        put(c);
        c--;
        put(c);
        B d = a;
        put(d);
        d = x;
        put(d);
        A e = b + a;
        put(e);
        c.range(BITS / 2, 0) = b;
        put(c);
        A f = a.range(BITS - 1, BITS / 3);
        put(f);
        c[0] = a[BITS - 1];
        put(c);
        mix(uint64_t(a.to_int64()));
        mix(uint64_t(a.to_int()));
        put(A(a + 5));
        put(B(b * 3));
    }
    std::printf("%s %016llx\n", name, (unsigned long long)hash);
}

/// Fields of a word that is wider than any arithmetic.
void wide() {
    ap_uint<1000> word = 0;
    uint64_t sum = 7;
    for (int i = 0; i < 1000; i += 8) {
        word.range(i + 7, i) = ap_uint<8>(next() & 255);
    }
    for (int i = 0; i + 13 < 1000; ++i) {
        ap_uint<13> field = word.range(i + 12, i);
        sum = sum * 31 + field.to_uint();
    }
    word >>= 77;
    word = word << 33;
    for (int i = 0; i < 1000; ++i) {
        sum = sum * 31 + uint64_t(bool(word[i]));
    }
    std::printf("wide %016llx\n", (unsigned long long)sum);
}

}  // namespace

#define PAIR(a, bits, b, other) pair<a<bits>, b<other>, bits, (#a)[3] == (#b)[3]>(#a #bits " " #b #other)

int main() {
    PAIR(ap_int, 8, ap_int, 8);
    PAIR(ap_int, 8, ap_uint, 5);
    PAIR(ap_uint, 1, ap_uint, 1);
    PAIR(ap_uint, 24, ap_int, 3);
    PAIR(ap_int, 27, ap_int, 18);
    PAIR(ap_int, 48, ap_int, 10);
    PAIR(ap_uint, 33, ap_uint, 31);
    PAIR(ap_int, 63, ap_uint, 63);
    PAIR(ap_uint, 64, ap_int, 40);
    PAIR(ap_int, 40, ap_int, 12);
    PAIR(ap_uint, 9, ap_uint, 60);
    wide();
}
