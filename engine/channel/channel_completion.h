// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/outcome.h"
#include "engine/runtime/intrusive_list.h"
#include "engine/runtime/waiter.h"

#include <mutex>
#include <optional>

namespace engine {

/// How a channel came to its end, for whoever waits for that: `co_await completion.wait()` gives Outcome<void>.
///
/// Threads  every function from any thread
class ChannelCompletion {
public:
    class [[nodiscard]] WaitAwaiter final : public Awaiter<WaitAwaiter>, public IntrusiveNode<WaitAwaiter> {
    public:
        explicit WaitAwaiter(ChannelCompletion& completion) noexcept : m_completion(completion) {}
        [[nodiscard]] bool ready() const { return m_completion.isOver(); }
        bool begin()
        {
            const std::lock_guard lock(m_completion.m_mutex);
            if (m_completion.m_over)
                return false;
            m_completion.m_waiters.pushBack(*this);
            return true;
        }
        Outcome<void> finish() const { return m_completion.result(); }

    private:
        friend class ChannelCompletion;
        ChannelCompletion& m_completion;
    };

    [[nodiscard]] WaitAwaiter wait() noexcept { return WaitAwaiter(*this); }
    [[nodiscard]] bool isOver() const
    {
        const std::lock_guard lock(m_mutex);
        return m_over;
    }
    /// Success, the error as complete() was given it, or, while open, success too: ask isOver() first.
    [[nodiscard]] Outcome<void> result() const
    {
        const std::lock_guard lock(m_mutex);
        if (m_error)
            return tl::unexpected<Failure>(*m_error);
        return {};
    }

    void finish(const std::optional<Failure>& error)
    {
        const std::lock_guard lock(m_mutex);
        m_over = true;
        m_error = error;
        while (WaitAwaiter* const waiting = m_waiters.popFront())
            waiting->waiter().wake();
    }

private:
    mutable std::mutex m_mutex;
    bool m_over = false;
    std::optional<Failure> m_error;
    IntrusiveList<WaitAwaiter> m_waiters;
};

} // namespace engine
