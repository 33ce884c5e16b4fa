// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <barrier>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

namespace tests {

/// Waits, in wall time, until another thread has made `condition` true.
void waitUntil(const auto& condition)
{
    while (!condition())
        std::this_thread::yield();
}

/// Threads that each make a move at the same moment as the test's own thread makes its own, round after round.
class Race {
public:
    using Move = std::function<void(int round)>;

    explicit Race(std::vector<Move> rivals)
        : m_meeting(static_cast<std::ptrdiff_t>(rivals.size()) + 1)
    {
        for (Move& rival : rivals)
            m_threads.emplace_back([this, move = std::move(rival)] { take(move); });
    }
    ~Race()
    {
        m_over.store(true);
        m_meeting.arrive_and_wait();
        for (std::thread& thread : m_threads)
            thread.join();
    }
    Race(const Race&) = delete;
    Race& operator=(const Race&) = delete;

    /// One round; returns when every move has been made. What the rivals touch may be changed between two rounds.
    template <typename F>
    void round(F own)
    {
        m_meeting.arrive_and_wait();
        own();
        m_meeting.arrive_and_wait();
    }

private:
    void take(const Move& move)
    {
        for (int round = 0;; ++round) {
            m_meeting.arrive_and_wait();
            if (m_over.load())
                return;
            move(round);
            m_meeting.arrive_and_wait();
        }
    }

    std::barrier<> m_meeting;
    std::atomic<bool> m_over = false;
    std::vector<std::thread> m_threads;
};

} // namespace tests
