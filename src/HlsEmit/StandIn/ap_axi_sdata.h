// A beat of AXI4-Stream with its side channels: a stand-in for the vendor's ap_axi_sdata.h.
//
// Only what emitted kernels use: ap_axiu<D, 0, 0, 0> with data, keep, strb and last.
#pragma once
#ifdef __SYNTHESIS__
#error "a stand-in header reached synthesis: put the vendor's include folder first"
#endif

#include "ap_int.h"

template <int D, int U, int TI, int TD>
struct ap_axiu {
    static_assert(U == 0 && TI == 0 && TD == 0, "only data, keep, strb and last are in the stand-in");

    ap_uint<D> data;
    ap_uint<(D + 7) / 8> keep;
    ap_uint<(D + 7) / 8> strb;
    ap_uint<1> last;
};
