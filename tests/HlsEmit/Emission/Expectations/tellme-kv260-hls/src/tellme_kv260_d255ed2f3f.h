// tellme_kv260_d255ed2f3f: ternary weights times int8 activations.
//
// Operands and outputs lie in memory as memory_word.h says, in the order of the engine's beats.
#pragma once

#include "ap_int.h"
#include "memory_word.h"
#include "tablelookup_engine.h"

/// The engine, set as the design says.
typedef accel::tablelookup_engine<
    /* G */ 3,
    /* T */ 5,
    /* Q */ 6,
    /* VARIANT */ 0,
    /* OVERLAP */ 1,
    /* INTERVAL */ 4,
    /* DEPTH */ 86,
    /* WORDS */ 38,
    /* HALVES */ 1,
    /* V */ 6
> tellme_kv260_d255ed2f3f_engine;

/// One product: activations [M x K] times weights [K x N].
extern "C" void tellme_kv260_d255ed2f3f(
    const ap_uint<accel::memory_word<tellme_kv260_d255ed2f3f_engine::activations_bits>::bits> *activations,
    const ap_uint<accel::memory_word<tellme_kv260_d255ed2f3f_engine::weights_bits>::bits> *weights,
    ap_uint<accel::memory_word<tellme_kv260_d255ed2f3f_engine::outputs_bits>::bits> *outputs,
    int m,
    int k,
    int n);
