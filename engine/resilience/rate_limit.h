// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/pipeline.h"
#include "engine/runtime/clock.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace engine {

struct RateLimitOptions {
    int calls = 1; ///< for each `span`, evenly spread
    Clock::Duration span = std::chrono::seconds(1);
    int burst = 1; ///< that may follow each other at once after a pause
    std::optional<int> tokens; ///< to begin with, up to `burst`; none: all of them
};

/// A cap on calls for each time, without a queue: whoever comes too early is told by how much.
///
/// Model    a token comes in every span / calls, up to `burst` of them. What is kept is one instant, at which the bucket
///          is full again: a token taken moves it on by an interval, and there is one as long as it is less than `burst`
///          intervals ahead
/// Units    clock time, to the nanosecond
/// Errors   the constructor throws std::invalid_argument for less than one call or token, calls closer than 1 ns, or a
///          burst that takes more than 73 years to come in
/// Threads  every function from any thread, without a lock
/// Source   semantics P7-RT-1. The peer adds tokens when it finds none, and so lets two bursts pass after a pause that
///          began with a full bucket; this one never has more than `burst`
class RateLimit {
public:
    RateLimit(Clock& clock, const RateLimitOptions& options);

    /// Takes a token; or says how long it is until there is one.
    [[nodiscard]] std::optional<Clock::Duration> tryTake() noexcept;
    /// How many there are now.
    [[nodiscard]] int tokens() const noexcept;

private:
    using Ticks = Clock::Duration::rep;
    [[nodiscard]] Ticks now() const noexcept { return m_clock.now().time_since_epoch().count(); }

    Clock& m_clock;
    const Ticks m_interval;
    const Ticks m_room; ///< how far ahead the instant may lie
    std::atomic<Ticks> m_full;
};

/// It as a layer of a pipeline. A call that comes too early ends as Unavailable, with the time that is left, and does
/// not reach the callee.
class RateLimitStrategy final : public Strategy {
public:
    explicit RateLimitStrategy(std::shared_ptr<RateLimit> limit, std::function<void(const Failure&)> onRejected = {})
        : m_limit(std::move(limit))
        , m_onRejected(std::move(onRejected))
    {
    }
    QCoro::Task<Outcome<void>> execute(Next next, const CancellationToken& token) override;

private:
    const std::shared_ptr<RateLimit> m_limit;
    const std::function<void(const Failure&)> m_onRejected;
};

} // namespace engine
