// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace engine {

/// Memory in use, and how much there may be; a limit of 0: not known.
struct MemoryLoad {
    std::int64_t usedBytes = 0;
    std::int64_t limitBytes = 0;
};

/// How many threads stand in for workers that wait on their thread, and when the next one may come.
///
/// Model    target = min + blocked, at most max. Up: at once to the free limit, which is min + processors or the
///          threads that exist, and one by one beyond it, each after a delay that grows. Down: at once, and never by
///          more than was added here
/// Units    threads, milliseconds
/// Threads  one owner. It knows neither time nor pool: the owner keeps the delays and applies the goals
/// Source   semantics BL-1 to BL-6
class CooperativeBlocking {
public:
    enum class Pending : std::uint8_t { None, Immediately, WithDelay };
    struct Limits {
        int min = 1;
        int max = 1;
        int processors = 1;
    };
    struct Adjustment {
        int goal = 0;
        std::chrono::milliseconds nextDelay {0}; ///< 0: nothing is pending any more
    };
    static constexpr std::chrono::milliseconds kDelayStep {25};
    static constexpr std::chrono::milliseconds kLongestDelay {250};
    static constexpr std::int64_t kBytesPerThread = 64 * 1024;

    [[nodiscard]] int blocked() const { return m_blocked; }
    [[nodiscard]] Pending pending() const { return m_pending; }
    [[nodiscard]] int added() const { return m_added; }
    [[nodiscard]] int target(const Limits& limits) const;

    /// So many workers are blocked now. True: the gate has to be woken.
    bool setBlocked(int blocked, int goal, const Limits& limits);
    /// What the gate does about it. `delayElapsed`: the delay that the last adjustment asked for is over.
    Adjustment adjust(int goal, int existing, bool delayElapsed, const MemoryLoad& memory, const Limits& limits);

private:
    int m_blocked = 0;
    int m_added = 0;
    Pending m_pending = Pending::None;
};

} // namespace engine
