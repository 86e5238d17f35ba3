// Memories whose ports and dependences are watched: part of port_check.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "address_line.h"
#include "checked_loop.h"
#include "watched_number.h"

namespace accel_check {

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
        is_float = std::is_same<element, watched<float>>::value;
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
                const bool is_complete = kind == "complete" || factor > long(dims[i].extent);
                dims[i].banks = is_complete ? dims[i].extent : std::size_t(factor);
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
        read_cycles = latency >= 0 ? latency : impl == "lutram" ? 0 : impl == "uram" ? 2 : 1;
    }

    /// Whether it is registers: banks of one word.
    bool is_registers() const {
        for (const dimension &one : dims) {
            if (one.words != 1) {
                return false;
            }
        }
        return true;
    }
    std::string text() const { return "'" + name + "' (" + where.text() + ")"; }

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
            log::all().add("analysis", now->where, where, text() + " is read and written "
                "at addresses that the tool cannot follow: without a DEPENDENCE it takes one of distance 1");
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
        const std::string what = text() + " reads what was written "
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
        // Reading, adding, writing.
        const long delay = read_cycles + (is_float ? 4 : 1) + 1;
        if (distance * now.interval < delay) {
            log::all().add("latency", now.where, where, what + " at II = " + std::to_string(now.interval)
                + "; reading, adding and writing take " + std::to_string(delay) + " cycles");
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
    bool is_native, is_float;
    std::vector<dimension> dims;
    std::string kind = "ram_t2p";
    bool is_bound = false;
    long read_cycles = 1;
    bool is_prepared = false, is_watched = false;
    std::vector<bank> banks;
    std::vector<element> elements;
    std::vector<std::size_t> touched;
};

inline void array::judge(const iteration &now) {
    for (std::size_t i : touched) {
        const bank &used = banks[i];
        if (used.stamp == now.stamp && !fits(used, now.interval)) {
            log::all().add("ports", now.where, where, text() + ": "
                + std::to_string(used.reads) + " reads and " + std::to_string(used.writes) + " writes of bank "
                + std::to_string(i) + " in an iteration, more than II = " + std::to_string(now.interval)
                + " and the ports of " + kind
                + (is_bound ? "" : ", which it is without BIND_STORAGE,") + " allow");
        }
    }
    touched.clear();
}

/// ARRAY_PARTITION of a function's argument: registers that are some at their declaration, too.
inline void argument(const char *name, const void *variable, bool is_complete, const char *file, int line) {
    const place where{file, line};
    const array *memory = array::at(variable);
    if (!is_complete) {
        log::all().add("argument", where, where, std::string("'") + name
            + "' is an argument that is not partitioned completely");
    } else if (memory != nullptr && !memory->is_registers()) {
        log::all().add("argument", where, where, std::string("'") + name + "' is registers here, and as "
            + memory->text() + " a memory");
    }
}

inline iteration::~iteration() {
    for (array *memory : touched) {
        memory->judge(*this);
    }
    if (current() == this) {
        current() = before;
    }
}

}  // namespace accel_check
