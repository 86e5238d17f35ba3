// Iterations of pipelined loops, and violations: part of port_check.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace accel_check {

/// A line of a source.
struct place {
    const char *file;
    int line;

    std::string text() const { return std::string(file) + ":" + std::to_string(line); }
};

/// Violations, each once: of a rule, at a loop, by a memory.
class log {
public:
    static log &all() {
        static log one;
        return one;
    }
    ~log() {
        if (!known.empty()) {
            std::printf("port check: %zu violations\n", known.size());
            std::fflush(nullptr);
            std::_Exit(1);
        }
    }

    void add(const std::string &rule, const place &loop, const place &memory, const std::string &text) {
        if (known.insert(rule + loop.text() + " " + memory.text()).second) {
            std::printf("port check: %s: %s\n", loop.text().c_str(), text.c_str());
        }
    }

private:
    std::set<std::string> known;
};

/// The iterations of a loop, or of perfectly nested ones, from its beginning to its end.
class loop_run {
public:
    loop_run() : id(++runs()) {}

    const uint64_t id;
    /// Iterations begun.
    uint64_t begun = 0;

private:
    static uint64_t &runs() {
        static uint64_t count = 0;
        return count;
    }
};

/// What a DEPENDENCE pragma says of a memory: a distance, or 0 where it says that there is no dependence.
struct dependence {
    const void *variable;
    long distance;
};

class array;

/// An iteration of a pipelined loop, or a call of a pipelined function, which is part of the iteration that it is in.
class iteration {
public:
    iteration(const char *file, int line, long interval, loop_run &run, bool is_function)
        : where{file, line}, interval(interval), run(run), number(++run.begun), stamp(++stamps()), before(current()) {
        log::all();
        if (before != nullptr && !is_function) {
            log::all().add("nested", where, before->where, "is pipelined inside of the pipelined loop at "
                + before->where.text());
        } else if (before != nullptr && interval > before->interval) {
            log::all().add("slow", where, before->where, "takes a call every " + std::to_string(interval)
                + " cycles, of which the loop at " + before->where.text() + " has " + std::to_string(before->interval));
        }
        if (interval < 1) {
            log::all().add("interval", where, where, "II is not positive");
        }
        if (before == nullptr || !is_function) {
            current() = this;
        }
    }
    ~iteration();
    iteration(const iteration &) = delete;

    static iteration *&current() {
        static iteration *one = nullptr;
        return one;
    }

    void depends(const void *variable, long distance) { dependences.push_back({variable, distance}); }

    void touches(array *memory) { touched.insert(memory); }
    void forgets(array *memory) { touched.erase(memory); }

    void uses(const void *stream, const char *name, bool writes) {
        if (++uses_of_streams[{stream, writes}] == interval + 1) {
            log::all().add(std::string("stream ") + name, where, where, std::string("hls::stream '") + name + "' is "
                + (writes ? "written" : "read") + " more than " + std::to_string(interval) + " times in an iteration");
        }
    }

    const place where;
    const long interval;
    loop_run &run;
    /// From 1 on in its run, and among all iterations.
    const uint64_t number, stamp;
    std::vector<dependence> dependences;

private:
    static uint64_t &stamps() {
        static uint64_t count = 0;
        return count;
    }

    iteration *before;
    std::set<array *> touched;
    std::map<std::pair<const void *, bool>, long> uses_of_streams;
};

}  // namespace accel_check
