// Walks a product's folds, groups and beats.
//
// Parameters: G, the engine's geometry.
// Use: `next` after a beat's last term. A fold is walked along K; `begins` and `ends` are a group's first and last
// beat, `first` is the fold's first group, `last` its last one.
// Structure: counters of what is left. Groups are not paced: processes that still work on the one before stop the
// array by themselves.
#pragma once

#include "fold_walk.h"

namespace accel {

template <class G>
struct issue_controller {
    fold_walk<G::ROWS, G::COLS> fold;
    int k_all, k_left, group_left;
    bool begins, first;

    issue_controller(int m, int k, int n)
        : fold(m, n), k_all(k), k_left(k), group_left(G::length(k)), begins(true), first(true) {}

    bool ends() const { return group_left <= G::LANES; }
    bool last() const { return group_left == k_left; }
    bool used(int lane) const { return group_left > lane; }

    void next() {
        const bool is_last = last();
        begins = ends();
        if (begins) {
            k_left = is_last ? k_all : k_left - group_left;
            group_left = G::length(k_left);
            first = is_last;
            if (is_last) {
                fold.next();
            }
        } else {
            k_left -= G::LANES;
            group_left -= G::LANES;
        }
    }
};

}  // namespace accel
