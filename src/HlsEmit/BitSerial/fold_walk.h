// Walks the folds of a product: blocks of up to COLS tokens, and of up to ROWS channels around them.
//
// Parameters: ROWS, COLS, of the array.
// Structure: three counters.
#pragma once

namespace accel {

template <int ROWS, int COLS>
struct fold_walk {
    int m_all, m_left, n_left;

    fold_walk(int m, int n) : m_all(m), m_left(m), n_left(n) {}

    int rows() const { return within(n_left); }
    int cols() const { return m_left < COLS ? m_left : int(COLS); }
    bool last_cols() const { return m_left <= COLS; }
    bool last() const { return last_cols() && n_left <= ROWS; }

    /// Rows of the fold after this one; not after the last.
    int next_rows() const { return last_cols() ? within(n_left - ROWS) : rows(); }

    void next() {
        n_left = last_cols() ? n_left - ROWS : n_left;
        m_left = last_cols() ? m_all : m_left - COLS;
    }

private:
    static int within(int left) { return left < ROWS ? left : int(ROWS); }
};

}  // namespace accel
