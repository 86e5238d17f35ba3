// Runs the kernel of sample.cpp.
#include <cstdio>

#include "sample.h"

int main() {
    hls::stream<ap_uint<32> > in("in"), out("out");
    const int n = 50;
    for (int i = 0; i < 16; ++i) {
        in.write(ap_uint<32>(i));
    }
    sample(n, in, out);
    int got = 0;
    for (; !out.empty(); ++got) {
        out.read();
    }
    std::printf(got == n && hls::stream_faults() == 0 ? "PASS %d\n" : "FAIL %d\n", got);
    return got == n ? 0 : 1;
}
