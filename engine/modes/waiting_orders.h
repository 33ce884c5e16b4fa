// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/submission.h"

#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace engine {

/// Orders that a mode has taken and not begun with: first in, first out, and all of them back when the mode is changed.
///
/// Threads  every function from any thread
class WaitingOrders {
public:
    void push(Submission order)
    {
        const std::lock_guard lock(m_mutex);
        m_orders.push_back(std::move(order));
    }
    [[nodiscard]] std::optional<Submission> pop()
    {
        const std::lock_guard lock(m_mutex);
        if (m_orders.empty())
            return std::nullopt;
        std::optional<Submission> order(std::move(m_orders.front()));
        m_orders.pop_front();
        return order;
    }
    [[nodiscard]] std::vector<Submission> takeAll()
    {
        const std::lock_guard lock(m_mutex);
        std::vector<Submission> all(std::make_move_iterator(m_orders.begin()), std::make_move_iterator(m_orders.end()));
        m_orders.clear();
        return all;
    }

private:
    std::mutex m_mutex;
    std::deque<Submission> m_orders;
};

} // namespace engine
