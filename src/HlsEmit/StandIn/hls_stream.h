// Streams for C simulation: a stand-in for the vendor's hls_stream.h.
//
// A read of an empty stream and values left behind at its end are counted, so that a test bench can fail on them:
// hls::stream_faults(). ACCEL_STREAM_FAULTS is defined where that function exists.
#pragma once
#ifdef __SYNTHESIS__
#error "a stand-in header reached synthesis: put the vendor's include folder first"
#endif

#include <cstddef>
#include <cstdio>
#include <deque>

// Checkers of ports see every read and write.
#ifdef ACCEL_PORT_CHECK
#include "port_check.h"
#else
#define HLS_STREAM_READS(stream, name)
#define HLS_STREAM_WRITES(stream, name)
#endif

#define ACCEL_STREAM_FAULTS

namespace hls {

inline long &stream_faults() {
    static long faults = 0;
    return faults;
}

template <typename T, int DEPTH = 0>
class stream {
public:
    explicit stream(const char *name = "stream") : name(name) {}
    stream(const stream &) = delete;
    stream &operator=(const stream &) = delete;
    ~stream() {
        if (!values.empty()) {
            std::fprintf(stderr, "hls::stream '%s': %zu values left\n", name, values.size());
            ++stream_faults();
        }
    }

    bool empty() const { return values.empty(); }
    bool full() const { return false; }
    std::size_t size() const { return values.size(); }

    void write(const T &value) {
        HLS_STREAM_WRITES(this, name);
        values.push_back(value);
    }
    bool write_nb(const T &value) {
        write(value);
        return true;
    }
    T read() {
        HLS_STREAM_READS(this, name);
        if (values.empty()) {
            std::fprintf(stderr, "hls::stream '%s': read while empty\n", name);
            ++stream_faults();
            return T();
        }
        const T value = values.front();
        values.pop_front();
        return value;
    }
    void read(T &value) { value = read(); }
    bool read_nb(T &value) {
        if (values.empty()) {
            return false;
        }
        value = read();
        return true;
    }
    stream &operator<<(const T &value) {
        write(value);
        return *this;
    }
    stream &operator>>(T &value) {
        value = read();
        return *this;
    }

private:
    std::deque<T> values;
    const char *name;
};

}  // namespace hls
