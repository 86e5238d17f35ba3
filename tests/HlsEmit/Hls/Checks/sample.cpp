// A kernel that the checker has nothing against: each test plants one fault in it. It computes nothing of use.
#include "ap_int.h"
#include "hls_stream.h"
#include "sample.h"

namespace {

typedef ap_uint<32> word;

const int PLACES = 16;

/// Sums of eight words of a table each.
void look_up(int n, hls::stream<word> &in, hls::stream<word> &sums) {
#pragma HLS INLINE off
    word table[64];
#pragma HLS ARRAY_PARTITION variable=table cyclic factor=4 dim=1
#pragma HLS BIND_STORAGE variable=table type=ram_2p impl=lutram
    fill: for (int i = 0; i < 16; ++i) {
#pragma HLS PIPELINE II=1
        const word value = in.read();
        each_bank: for (int j = 0; j < 4; ++j) {
#pragma HLS UNROLL
            table[4 * i + j] = value + j;
        }
    }
    words: for (int i = 0; i < n; ++i) {
#pragma HLS PIPELINE II=1
        word sum = 0;
        each_read: for (int j = 0; j < 8; ++j) {
#pragma HLS UNROLL
            sum += table[(8 * i + j) % 64];
        }
        sums.write(sum);
    }
}

/// The oldest word, by a module of its own.
word oldest(const word words[3]) {
#pragma HLS INLINE off
#pragma HLS PIPELINE II=1
#pragma HLS ARRAY_PARTITION variable=words complete dim=0
    return words[2];
}

/// Two words of a memory with one port for both, and registers that hand on.
void delay(int n, hls::stream<word> &sums, hls::stream<word> &delayed) {
#pragma HLS INLINE off
    word pairs[2];
#pragma HLS BIND_STORAGE variable=pairs type=ram_1p impl=bram
    word line[3];
#pragma HLS ARRAY_PARTITION variable=line complete dim=0
    clear: for (int i = 0; i < 3; ++i) {
#pragma HLS UNROLL
        line[i] = 0;
    }
    words: for (int i = 0; i < n; ++i) {
#pragma HLS PIPELINE II=2
        const word sum = sums.read();
        pairs[0] = sum;
        pairs[1] = sum + 1;
        delayed.write(oldest(line));
        move: for (int j = 2; j > 0; --j) {
#pragma HLS UNROLL
            line[j] = line[j - 1];
        }
        line[0] = sum;
    }
}

/// Running sums of every sixteenth word.
void accumulate(int n, hls::stream<word> &delayed, hls::stream<word> &out) {
#pragma HLS INLINE off
    word totals[2][PLACES];
#pragma HLS ARRAY_PARTITION variable=totals complete dim=1
#pragma HLS BIND_STORAGE variable=totals type=ram_2p impl=uram
    clear: for (int i = 0; i < PLACES; ++i) {
#pragma HLS PIPELINE II=1
        totals[0][i] = 0;
        totals[1][i] = 0;
    }
    words: for (int i = 0; i < n; ++i) {
#pragma HLS PIPELINE II=1
#pragma HLS DEPENDENCE variable=totals type=inter direction=RAW distance=16 true
        const word value = delayed.read();
        const word total = totals[0][i % PLACES] + value;
        totals[0][i % PLACES] = total;
        totals[1][i % PLACES] = total;
        out.write(total);
    }
}

}  // namespace

void sample(int n, hls::stream<word> &in, hls::stream<word> &out) {
#pragma HLS DATAFLOW
    hls::stream<word> sums("sums");
#pragma HLS STREAM variable=sums depth=2
    hls::stream<word> delayed("delayed");
#pragma HLS STREAM variable=delayed depth=2
    look_up(n, in, sums);
    delay(n, sums, delayed);
    accumulate(n, delayed, out);
}
