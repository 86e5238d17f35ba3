// Operators of two numbers, with the vendor's widths: part of the stand-in for ap_int.h.
#pragma once

#define AP_INT_INFO                                                                                                    \
    typedef ap_traits::info<A> I;                                                                                      \
    typedef ap_traits::info<B> J;                                                                                      \
    constexpr bool mixed = I::is_signed != J::is_signed, any = I::is_signed || J::is_signed;                           \
    constexpr int wa = I::width + (mixed && J::is_signed), wb = J::width + (mixed && I::is_signed);                    \
    (void)mixed, (void)any, (void)wa, (void)wb;

#define AP_INT_ARITHMETIC(op, WIDTH, SIGN)                                                                             \
    template <class A, class B, ap_traits::if_pair<A, B> = 0>                                                          \
    auto operator op(const A &a, const B &b) {                                                                         \
        AP_INT_INFO                                                                                                    \
        typedef ap_traits::result<ap_int_base<WIDTH, SIGN>> R;                                                         \
        return R::of(R::operand(a) op R::operand(b));                                                                  \
    }
AP_INT_ARITHMETIC(+, ap_traits::larger(wa, wb) + 1, any)
AP_INT_ARITHMETIC(-, ap_traits::larger(wa, wb) + 1, true)
AP_INT_ARITHMETIC(*, I::width + J::width, any)
#undef AP_INT_ARITHMETIC

#define AP_INT_DIVISION(op, WIDTH, SIGN)                                                                               \
    template <class A, class B, ap_traits::if_pair<A, B> = 0>                                                          \
    auto operator op(const A &a, const B &b) {                                                                         \
        static_assert(ap_traits::same_sign<A, B>(), "division of two signs");                                          \
        AP_INT_INFO                                                                                                    \
        return ap_int_base<WIDTH, SIGN>::of(ap_traits::value(a) op ap_traits::value(b));                               \
    }
AP_INT_DIVISION(/, I::width + J::is_signed, any)
AP_INT_DIVISION(%, (I::width < J::width + (I::is_signed && !J::is_signed)                                              \
                        ? I::width                                                                                     \
                        : J::width + (I::is_signed && !J::is_signed)), I::is_signed)
#undef AP_INT_DIVISION

#define AP_INT_LOGIC(op)                                                                                               \
    template <class A, class B, ap_traits::if_pair<A, B> = 0>                                                          \
    auto operator op(const A &a, const B &b) {                                                                         \
        AP_INT_INFO                                                                                                    \
        typedef ap_int_base<ap_traits::larger(wa, wb), any> R;                                                         \
        const R x(a), y(b);                                                                                            \
        uint64_t words[R::words];                                                                                      \
        for (int i = 0; i < R::words; ++i) {                                                                           \
            words[i] = x.word(i) op y.word(i);                                                                         \
        }                                                                                                              \
        R r;                                                                                                           \
        r.put(R::width - 1, 0, words);                                                                                 \
        return r;                                                                                                      \
    }
AP_INT_LOGIC(&)
AP_INT_LOGIC(|)
AP_INT_LOGIC(^)
#undef AP_INT_LOGIC

#define AP_INT_RELATION(op)                                                                                            \
    template <class A, class B, ap_traits::if_pair<A, B> = 0>                                                          \
    bool operator op(const A &a, const B &b) {                                                                         \
        static_assert(ap_traits::same_sign<A, B>(), "comparison of two signs");                                        \
        typedef ap_int_base<ap_traits::larger(ap_traits::info<A>::width, ap_traits::info<B>::width) + 1, true> R;      \
        const R x(a), y(b);                                                                                            \
        int order = 0;                                                                                                 \
        for (int i = R::words - 1; i >= 0 && order == 0; --i) {                                                        \
            const bool less = i == R::words - 1 ? int64_t(x.word(i)) < int64_t(y.word(i)) : x.word(i) < y.word(i);     \
            order = x.word(i) == y.word(i) ? 0 : less ? -1 : 1;                                                        \
        }                                                                                                              \
        return order op 0;                                                                                             \
    }
AP_INT_RELATION(==)
AP_INT_RELATION(!=)
AP_INT_RELATION(<)
AP_INT_RELATION(<=)
AP_INT_RELATION(>)
AP_INT_RELATION(>=)
#undef AP_INT_RELATION
#undef AP_INT_INFO
