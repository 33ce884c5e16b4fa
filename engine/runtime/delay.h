// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cancellation.h"
#include "engine/runtime/waiter.h"

#include <atomic>

namespace engine {

/// What waiting for some clock time needs: a timer and a listener of which the first to come wins.
class [[nodiscard]] DelayAwaiter final : public Awaiter<DelayAwaiter>, private Timer, private CancellationListener {
public:
    DelayAwaiter(Clock& clock, Clock::Duration delay, const CancellationToken& token, OrderActivity waitsAs) noexcept
        : m_clock(clock), m_delay(delay), m_token(token), m_waitsAs(waitsAs)
    {
    }
    DelayAwaiter(DelayAwaiter&& other) noexcept
        : m_clock(other.m_clock), m_delay(other.m_delay), m_token(std::move(other.m_token)), m_waitsAs(other.m_waitsAs)
    {
    }
    ~DelayAwaiter() = default;

    [[nodiscard]] OrderActivity waitsAs() const noexcept { return m_waitsAs; }
    bool ready() noexcept
    {
        const bool cancelledBefore = m_token.isCancelled(); // asked once: another thread may cancel at any moment
        m_cancelled.store(cancelledBefore, std::memory_order_relaxed);
        return cancelledBefore || m_delay.count() <= 0;
    }
    bool begin()
    {
        m_clock.schedule(*this, m_clock.now() + m_delay);
        m_token.listen(*this);
        return true;
    }
    Outcome<void> finish()
    {
        m_token.stopListening(*this);
        // Both ends are over now: the winner has woken us, and the loser has been taken off or waited for.
        m_clock.cancel(*this);
        if (m_cancelled.load(std::memory_order_relaxed))
            return tl::unexpected<Failure>(m_token.failure());
        return {};
    }

private:
    void fired() override
    {
        if (!m_over.exchange(true, std::memory_order_acq_rel))
            waiter().wake();
    }
    void cancelled(CancelReason) override
    {
        if (m_over.exchange(true, std::memory_order_acq_rel))
            return;
        m_cancelled.store(true, std::memory_order_relaxed); // published by wake()
        waiter().wake();
    }

    Clock& m_clock;
    Clock::Duration m_delay;
    CancellationToken m_token;
    OrderActivity m_waitsAs;
    std::atomic<bool> m_over{false};
    std::atomic<bool> m_cancelled{false};
};

/// Waits for `time` of clock time: `co_await delay(clock, 50ms, token)`. Cancelled, with the token, if that comes first;
/// a token cancelled beforehand wins over a delay of 0. `waitsAs`: what an order is said to do meanwhile.
[[nodiscard]] inline DelayAwaiter delay(Clock& clock, Clock::Duration time, const CancellationToken& token = CancellationToken::none(),
    OrderActivity waitsAs = OrderActivity::Suspended) noexcept
{
    return {clock, time, token, waitsAs};
}

} // namespace engine
