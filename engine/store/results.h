// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/order.h"
#include "engine/runtime/clock.h"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <vector>

namespace engine {

/// The results of orders on their way to the client: handed over one by one, or kept until all are there.
///
/// Model    a result that is handed over is gone; one that is kept takes memory until handOverAll()
/// Threads  every function from any thread
class Results {
public:
    struct Result {
        OrderId order = 0;
        Clock::TimePoint at;
    };
    struct View {
        std::int64_t kept = 0;
        std::int64_t keptBytes = 0;
        std::int64_t handedOver = 0;
        std::chrono::nanoseconds firstAfter{-1}; ///< when the client got its first one; -1: it has not yet
    };

    /// From now on results are kept. Those that were kept before stay until handOverAll().
    void setKeeping(bool keeping);
    void add(const Result& result);
    /// For whoever writes down the ends of orders: add(), unless the mode looks at the results of its flows itself.
    void orderEnded(const Result& result);
    void setLookedAtByMode(bool byMode);
    void handOverAll(Clock::TimePoint now);
    [[nodiscard]] View view() const;

private:
    mutable std::mutex m_mutex;
    bool m_keeping = false;
    std::atomic<bool> m_byMode{false};
    std::vector<Result> m_kept;
    std::int64_t m_handedOver = 0;
    std::chrono::nanoseconds m_firstAfter{-1};
};

} // namespace engine
