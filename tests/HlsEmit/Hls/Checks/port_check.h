// Watches memories and streams while a kernel runs: what each iteration of a pipelined loop asks of their ports, and
// how soon a word is read that an iteration before has written.
//
// Sources are compiled with ACCEL_PORT_CHECK, their pragmas turned into the objects below: PragmaTransformation.cs. The
// rules are in docs/hls.md. Each violation is printed once, and a program with violations ends with 1.
#pragma once

#include "checked_loop.h"
#include "checked_memory.h"
#include "watched_number.h"

namespace accel_check {

inline void reads(const void *address) {
    if (iteration::current() != nullptr) {
        if (array *memory = array::at(address)) {
            memory->reads(address);
        }
    }
}

inline void writes(const void *address) {
    if (iteration::current() != nullptr) {
        if (array *memory = array::at(address)) {
            memory->writes(address);
        }
    }
}

inline void uses(const void *stream, const char *name, bool writes) {
    if (iteration *now = iteration::current()) {
        now->uses(stream, name, writes);
    }
}

}  // namespace accel_check

#define AP_INT_READS(number) accel_check::reads(number)
#define AP_INT_WRITES(number) accel_check::writes(number)
#define HLS_STREAM_READS(stream, name) accel_check::uses(stream, name, false)
#define HLS_STREAM_WRITES(stream, name) accel_check::uses(stream, name, true)
