// Watches memories and streams while a kernel runs: what each iteration of a pipelined loop asks of their ports, and how
// soon a word is read that an iteration before has written.
//
// Sources are compiled with ACCEL_PORT_CHECK, their pragmas turned into the objects below: PragmaTransformation.cs. The
// rules are in docs/hls.md. Each violation is printed once, and a program with violations ends with 1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <type_traits>
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

/// An iteration of a pipelined loop.
class iteration {
public:
    iteration(const char *file, int line, long interval, loop_run &run)
        : where{file, line}, interval(interval), run(run), number(++run.begun), stamp(++stamps()), before(current()) {
        log::all();
        if (before != nullptr) {
            log::all().add("nested", where, before->where, "is pipelined inside of the pipelined loop at "
                + before->where.text());
        }
        if (interval < 1) {
            log::all().add("interval", where, where, "II is not positive");
        }
        current() = this;
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

/// Whether an iteration's words of a bank lie at a place that goes on by as much in each iteration.
class address_line {
public:
    void visit(const iteration &now, std::size_t word) {
        if (run != now.run.id) {
            *this = address_line();
            run = now.run.id;
        } else if (number == now.number) {
            return;
        } else {
            const int64_t steps = int64_t(now.number - number), way = int64_t(word) - int64_t(at);
            is_straight = is_straight && way % steps == 0 && (visits == 1 || way / steps == stride);
            stride = way / steps;
        }
        ++visits;
        number = now.number;
        at = word;
    }

    bool is_of(const loop_run &of) const { return run == of.id; }
    bool straight() const { return is_straight; }

private:
    uint64_t run = 0, number = 0, visits = 0;
    std::size_t at = 0;
    int64_t stride = 0;
    bool is_straight = true;
};

/// A memory: an array with ARRAY_PARTITION or BIND_STORAGE pragmas, until the end of its scope.
class array {
public:
    template <class T>
    array(const char *name, T &variable, const char *file, int line) : name(name), where{file, line} {
        typedef typename std::remove_all_extents<T>::type element;
        begin = reinterpret_cast<uintptr_t>(&variable);
        end = begin + sizeof variable;
        element_size = sizeof(element);
        is_native = std::is_arithmetic<element>::value;
        extents<T>();
        if (dims.empty()) {
            log::all().add("no array", where, where, "'" + this->name + "' is no array here");
            dims.push_back({1, false, 1, 1});
        }
        all()[begin] = this;
    }
    ~array() {
        if (iteration *now = iteration::current()) {
            judge(*now);
            now->forgets(this);
        }
        auto found = all().find(begin);
        if (found != all().end() && found->second == this) {
            all().erase(found);
        }
    }
    array(const array &) = delete;

    /// The memory that has an address, if any.
    static array *at(const void *address) {
        const uintptr_t where = reinterpret_cast<uintptr_t>(address);
        auto found = all().upper_bound(where);
        if (found == all().begin()) {
            return nullptr;
        }
        --found;
        return where < found->second->end ? found->second : nullptr;
    }

    /// ARRAY_PARTITION. Dimensions count from 1; 0 is all of them.
    void partition(const std::string &kind, long factor, int dimension) {
        if (dimension < 0 || std::size_t(dimension) > dims.size()) {
            log::all().add("dimension", where, where, "'" + name + "' has no dimension " + std::to_string(dimension));
            return;
        }
        for (std::size_t i = 0; i < dims.size(); ++i) {
            if (dimension == 0 || i + 1 == std::size_t(dimension)) {
                dims[i].is_cyclic = kind == "cyclic";
                dims[i].banks = kind == "complete" || factor > long(dims[i].extent) ? dims[i].extent : std::size_t(factor);
                dims[i].words = (dims[i].extent + dims[i].banks - 1) / dims[i].banks;
                // Blocks are full, but for the last.
                dims[i].banks = (dims[i].extent + dims[i].words - 1) / dims[i].words;
            }
        }
    }

    /// BIND_STORAGE; a latency of -1 is the tool's.
    void storage(const std::string &type, const std::string &impl, long latency) {
        kind = type;
        is_bound = true;
        const long own = latency >= 0 ? latency : impl == "lutram" ? 0 : impl == "uram" ? 2 : 1;
        delay = own + 2;
    }

    void reads(const void *address) { visit(address, false); }
    void writes(const void *address) { visit(address, true); }

    /// Whether an iteration's accesses fit the ports; counts begin again.
    void judge(const iteration &now);

private:
    struct dimension {
        std::size_t extent;
        bool is_cyclic;
        std::size_t banks, words;
    };
    /// Words read and written in an iteration, and where they lie in the iterations of a run.
    struct bank {
        uint64_t stamp = 0;
        long reads = 0, writes = 0;
        address_line read_line, write_line;
    };
    /// The iterations that have read and written an element last.
    struct element {
        uint64_t read_stamp = 0, write_stamp = 0, write_run = 0, write_number = 0;
    };

    static std::map<uintptr_t, array *> &all() {
        static std::map<uintptr_t, array *> arrays;
        return arrays;
    }

    template <class T>
    typename std::enable_if<std::is_array<T>::value>::type extents() {
        dims.push_back({std::extent<T>::value, false, 1, std::extent<T>::value});
        extents<typename std::remove_extent<T>::type>();
    }
    template <class T>
    typename std::enable_if<!std::is_array<T>::value>::type extents() {}

    /// Banks of one word are registers.
    bool is_registers() const {
        for (const dimension &one : dims) {
            if (one.words != 1) {
                return false;
            }
        }
        return true;
    }

    void prepare() {
        if (!is_prepared) {
            is_prepared = true;
            is_watched = !is_registers();
            if (is_watched) {
                std::size_t count = 1;
                for (const dimension &one : dims) {
                    count *= one.banks;
                }
                banks.resize(count);
                elements.resize((end - begin) / element_size);
                if (is_native) {
                    log::all().add("native", where, where, "'" + name + "' is a memory of a type whose accesses cannot "
                        "be watched: take ap_int, or registers");
                }
            }
        }
    }

    /// The bank of an element and its word in it.
    std::pair<std::size_t, std::size_t> locate(std::size_t index) const {
        std::size_t of_bank = 0, of_word = 0, below = elements.size();
        for (const dimension &one : dims) {
            below /= one.extent;
            const std::size_t i = index / below % one.extent;
            of_bank = of_bank * one.banks + (one.is_cyclic ? i % one.banks : i / one.words);
            of_word = of_word * one.words + (one.is_cyclic ? i / one.banks : i % one.words);
        }
        return {of_bank, of_word};
    }

    void visit(const void *address, bool writes) {
        iteration *now = iteration::current();
        prepare();
        if (!is_watched) {
            return;
        }
        const std::size_t index = (reinterpret_cast<uintptr_t>(address) - begin) / element_size;
        const auto at = locate(index);
        bank &of = banks[at.first];
        element &it = elements[index];
        if (of.stamp != now->stamp) {
            of.stamp = now->stamp;
            of.reads = of.writes = 0;
            now->touches(this);
            touched.push_back(at.first);
        }
        if (writes) {
            of.writes += it.write_stamp != now->stamp;
            of.write_line.visit(*now, at.second);
            it.write_stamp = now->stamp;
            it.write_run = now->run.id;
            it.write_number = now->number;
        } else {
            of.reads += it.read_stamp != now->stamp;
            of.read_line.visit(*now, at.second);
            it.read_stamp = now->stamp;
            if (it.write_run == now->run.id && it.write_number < now->number) {
                follows(*now, long(now->number - it.write_number));
            }
        }
        if (of.read_line.is_of(now->run) && of.write_line.is_of(now->run)
            && !(of.read_line.straight() && of.write_line.straight()) && claim(*now) == nullptr) {
            log::all().add("analysis", now->where, where, "'" + name + "' (" + where.text() + ") is read and written at "
                "addresses that the tool cannot follow: without a DEPENDENCE it takes one of distance 1");
        }
    }

    const dependence *claim(const iteration &now) const {
        for (const dependence &one : now.dependences) {
            const uintptr_t variable = reinterpret_cast<uintptr_t>(one.variable);
            if (variable == 0 || (variable >= begin && variable < end)) {
                return &one;
            }
        }
        return nullptr;
    }

    /// An element is read that was written some iterations before.
    void follows(const iteration &now, long distance) {
        const std::string what = "'" + name + "' (" + where.text() + ") reads what was written "
            + std::to_string(distance) + " iterations before";
        const dependence *claimed = claim(now);
        if (claimed == nullptr) {
            log::all().add("silent", now.where, where, what + ", and no DEPENDENCE says so");
        } else if (claimed->distance == 0) {
            log::all().add("false", now.where, where, what + ", and a DEPENDENCE denies it");
        } else if (claimed->distance > distance) {
            log::all().add("far", now.where, where, what + ", and a DEPENDENCE says "
                + std::to_string(claimed->distance));
        }
        if (distance * now.interval < delay) {
            log::all().add("latency", now.where, where, what + " at II = " + std::to_string(now.interval) + "; reading, "
                "adding and writing take " + std::to_string(delay) + " cycles");
        }
    }

    bool fits(const bank &used, long interval) const {
        const long reads = used.reads, writes = used.writes;
        return kind == "ram_1p" ? reads + writes <= interval
            : kind == "ram_2p" ? writes <= interval && reads + writes <= 2 * interval
            : kind == "ram_s2p" ? reads <= interval && writes <= interval
            : kind == "ram_t2p" ? reads + writes <= 2 * interval
            : kind == "ram_1wnr" ? writes <= interval
            : kind == "rom_1p" ? reads <= interval && writes == 0
            : kind == "rom_2p" ? reads <= 2 * interval && writes == 0
            : kind == "rom_np" ? writes == 0
            : false;
    }

    const std::string name;
    const place where;
    uintptr_t begin, end;
    std::size_t element_size;
    bool is_native;
    std::vector<dimension> dims;
    std::string kind = "ram_t2p";
    bool is_bound = false;
    /// Cycles from a read to the write of what was added to it.
    long delay = 3;
    bool is_prepared = false, is_watched = false;
    std::vector<bank> banks;
    std::vector<element> elements;
    std::vector<std::size_t> touched;
};

inline void array::judge(const iteration &now) {
    for (std::size_t i : touched) {
        const bank &used = banks[i];
        if (used.stamp == now.stamp && !fits(used, now.interval)) {
            log::all().add("ports", now.where, where, "'" + name + "' (" + where.text() + "): " + std::to_string(used.reads)
                + " reads and " + std::to_string(used.writes) + " writes of bank " + std::to_string(i) + " in an iteration, "
                "more than II = " + std::to_string(now.interval) + " and the ports of " + kind
                + (is_bound ? "" : ", which it is without BIND_STORAGE,") + " allow");
        }
    }
    touched.clear();
}

inline iteration::~iteration() {
    for (array *memory : touched) {
        memory->judge(*this);
    }
    current() = before;
}

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

/// A native number in an array, for which sources are changed: what ap_int does by itself.
template <class T>
class watched {
public:
    watched() = default;
    watched(const watched &other) : number(T(other)) {}
    watched &operator=(const watched &other) { return *this = T(other); }
    watched &operator=(T value) {
        writes(this);
        number = value;
        return *this;
    }
    operator T() const {
        reads(this);
        return number;
    }

private:
    T number = T();
};

}  // namespace accel_check

#define AP_INT_READS(number) accel_check::reads(number)
#define AP_INT_WRITES(number) accel_check::writes(number)
#define HLS_STREAM_READS(stream, name) accel_check::uses(stream, name, false)
#define HLS_STREAM_WRITES(stream, name) accel_check::uses(stream, name, true)
