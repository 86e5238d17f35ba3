// systolic_int8_604414e5e0: int8 weights times int8 activations.
//
// A beat of `command` is a product: M, K and N in 32 bits each, M lowest. It runs whenever one comes.
#pragma once

#include "ap_int.h"
#include "ap_axi_sdata.h"
#include "hls_stream.h"
#include "systolic_os_engine.h"

/// The engine, set as the design says.
typedef accel::systolic_os_engine<
    /* ROWS */ 4,
    /* COLS */ 4,
    /* PE */ 0,
    /* A_FORMAT */ 0,
    /* A_LANE */ 8,
    /* A_BEAT */ 32,
    /* A_BITS */ 8,
    /* A_EXP */ 0,
    /* A_SPECIALS */ 0,
    /* W_FORMAT */ 0,
    /* W_LANE */ 8,
    /* W_BEAT */ 32,
    /* W_BITS */ 8,
    /* W_EXP */ 0,
    /* W_SPECIALS */ 0,
    /* TERM_BITS */ 16,
    /* ACC_BITS */ 32,
    /* SATURATE */ 0
> systolic_int8_604414e5e0_engine;

/// One product: activations [M x K] times weights [K x N].
extern "C" void systolic_int8_604414e5e0(
    hls::stream<ap_uint<96> > &command,
    hls::stream<ap_uint<systolic_int8_604414e5e0_engine::activations_bits> > &activations,
    hls::stream<ap_uint<systolic_int8_604414e5e0_engine::weights_bits> > &weights,
    hls::stream<ap_axiu<systolic_int8_604414e5e0_engine::outputs_bits, 0, 0, 0> > &outputs);
