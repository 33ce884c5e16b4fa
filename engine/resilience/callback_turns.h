// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace engine {

/// Callbacks run in the order of their tickets, one at a time, each on the thread that caused it, which waits for its
/// turn.
///
/// Model    a callback that causes another one on its own thread goes on; the other runs after it, in its turn
/// Errors   what a callback throws comes out of run() on its thread, once its turn is over
/// Threads  every function from any thread. Each ticket is run exactly once. A callback must not wait for clock time
class CallbackTurns {
public:
    using Callback = std::function<void()>;

    /// Drawn under the lock that orders what the callbacks tell of.
    [[nodiscard]] std::uint64_t ticket();
    void run(std::uint64_t ticket, Callback callback);

private:
    using Turn = std::pair<std::uint64_t, Callback>;

    std::mutex m_mutex;
    std::condition_variable m_next;
    std::uint64_t m_given = 0;
    std::uint64_t m_served = 0;
    std::thread::id m_running;
    std::vector<Turn> m_caused; ///< by the callback that runs now, on its thread
};

} // namespace engine
