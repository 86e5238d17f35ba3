// The kernel of sample.cpp.
#pragma once

#include "ap_int.h"
#include "hls_stream.h"

void sample(int n, hls::stream<ap_uint<32> > &in, hls::stream<ap_uint<32> > &out);
