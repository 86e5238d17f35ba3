// Takes the beats of a matrix of index vectors into the weight buffer: steps along K, in each the channels, V a beat.
//
// Parameters: G, weights of an index; T, indices of a vector; Q, channels of a word of the buffer; V, vectors of a
//   beat; WORDS, words of the buffer.
// Streams: `weights` gives V vectors of channels in a row a beat, the first lowest. Words begin with a beat of their
//   own: Q channels take ceil(Q / V) beats, the last word of a step those that its channels need.
// Hardware: one burst of beats, II = 1, a beat's vectors into banks of their own.
#pragma once

#include "ap_int.h"
#include "hls_stream.h"
#include "trit_decoder.h"
#include "weight_buffer.h"

namespace accel {

template <int G, int T, int Q, int V, int WORDS>
struct weight_loader {
    static const int vector_bits = T * trit_decoder<G>::index_bits;
    static const int beat_bits   = 8 * ((V * vector_bits + 7) / 8);
    typedef weight_buffer<vector_bits, Q, V, WORDS> buffer;
    typedef hls::stream<ap_uint<beat_bits> > weight_stream;

    /// Beats of a matrix.
    static int beats(int k, int n) {
#pragma HLS INLINE
        const int steps = (k + T * G - 1) / (T * G);
        return steps * ((n / Q) * buffer::beats + (n % Q + V - 1) / V);
    }

    /// Takes a matrix into the buffer.
    static void load(int k, int n, weight_stream &weights, typename buffer::memory words) {
#pragma HLS INLINE off
        // Vectors of a word's last beat.
        const int rest = Q - (buffer::beats - 1) * V;
        const int total = beats(k, n);
        int word = 0;
        int beat_of_word = 0;
        // Channels of the step that are to come.
        int left = n;

        burst: for (int beat = 0; beat < total; ++beat) {
#pragma HLS PIPELINE II=1
#pragma HLS LOOP_TRIPCOUNT min=1 max=WORDS*buffer::beats
            buffer::write(words, word, beat_of_word, weights.read());
            const bool last_beat = beat_of_word == buffer::beats - 1;
            const int width = last_beat ? rest : V;
            const bool ends_step = left <= width;
            const bool ends_word = ends_step || last_beat;
            left = ends_step ? n : left - width;
            beat_of_word = ends_word ? 0 : beat_of_word + 1;
            word = ends_word ? word + 1 : word;
        }
    }
};

}  // namespace accel
