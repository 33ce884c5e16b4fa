// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

namespace engine {

/// The newest `capacity` entries, oldest first, and the number of those that had to go.
///
/// Threads  guarded by its owner
template <typename T>
class BoundedLog {
public:
    static constexpr std::size_t kCapacity = 256;

    explicit BoundedLog(std::size_t capacity = kCapacity)
        : m_capacity(capacity)
    {
    }

    void add(T entry)
    {
        if (m_entries.size() == m_capacity) {
            m_entries.pop_front();
            ++m_dropped;
        }
        m_entries.push_back(std::move(entry));
    }
    [[nodiscard]] std::vector<T> entries() const { return {m_entries.begin(), m_entries.end()}; }
    [[nodiscard]] std::size_t size() const noexcept { return m_entries.size(); }
    [[nodiscard]] std::int64_t dropped() const noexcept { return m_dropped; }

private:
    std::size_t m_capacity;
    std::deque<T> m_entries;
    std::int64_t m_dropped = 0;
};

} // namespace engine
