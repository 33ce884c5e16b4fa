// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/limiter.h"

namespace engine {

/// A cap on calls at once: a permit comes back when its lease ends.
///
/// Model    as Limiter
/// Errors   as Limiter, setLimits() too
/// Threads  as Limiter
/// Source   semantics RL-1 to RL-8
class ConcurrencyLimiter final : public Limiter {
public:
    ConcurrencyLimiter(Clock& clock, int permitLimit, int queueLimit, LimiterOrder order = LimiterOrder::OldestFirst);

    /// Leases and waiters stay as they are; with a lower limit the permits that come back are not given out again.
    void setLimits(int permitLimit, int queueLimit);
    /// How long all permits have been free; none while one is out.
    [[nodiscard]] std::optional<Clock::Duration> idleDuration() const;
    [[nodiscard]] const char* name() const noexcept override { return "concurrency limiter"; }

private:
    [[nodiscard]] int available() const override { return m_permitLimit - m_inUse; }
    void take(int permits) override { m_inUse += permits; }
    void giveBack(int permits) noexcept override;

    int m_inUse = 0;
    Clock::TimePoint m_idleSince;
};

} // namespace engine
