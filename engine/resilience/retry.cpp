// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/retry.h"

#include "engine/runtime/delay.h"

#include <algorithm>
#include <stdexcept>

namespace engine {

Retry::Retry(Clock& clock, RetryOptions options)
    : m_clock(clock)
    , m_options(std::move(options))
{
    if (m_options.maxRetryAttempts < 1)
        throw std::out_of_range("Retry: maxRetryAttempts must be 1 or more");
    const Backoff checked(m_options.backoff);
    const bool drawsSomething = m_options.backoff.useJitter || m_options.backoff.kind == BackoffKind::Article;
    if (drawsSomething && !m_options.draws)
        throw std::invalid_argument("Retry: this backoff needs a source of draws");
}

bool Retry::handles(const Failure& failure, int attempt) const
{
    return m_options.shouldHandle ? m_options.shouldHandle(failure, attempt) : anyButCancellation(failure);
}

bool Retry::mayRetry(const Outcome<void>& outcome, int attempt) const
{
    if (outcome)
        return false;
    const bool handled = handles(outcome.error(), attempt);
    const bool isLast = m_options.maxRetryAttempts != RetryOptions::kForever && attempt >= m_options.maxRetryAttempts;
    return handled && !isLast;
}

Clock::Duration Retry::delayAfter(Backoff& backoff, const Next& next, RetryEvent& event) const
{
    event.delay = backoff.delayAfter(
        event.attempt, [&] { return m_options.draws(DrawPurpose::Jitter, next.order(), next.attempt()); });
    if (m_options.delayGenerator) {
        const std::optional<Clock::Duration> generated = m_options.delayGenerator(event);
        if (generated && *generated >= Clock::Duration::zero())
            event.delay = *generated;
    }
    if (m_options.onRetry)
        m_options.onRetry(event);
    // The wait must end before the end of time.
    return std::min(event.delay, Clock::TimePoint::max() - m_clock.now());
}

QCoro::Task<Outcome<void>> Retry::execute(Next next, const CancellationToken& token)
{
    Backoff backoff(m_options.backoff);
    for (int attempt = 0;; attempt += attempt < RetryOptions::kForever ? 1 : 0) {
        const Clock::TimePoint began = m_clock.now();
        QCoro::Task<Outcome<void>> task = next(token);
        Outcome<void> outcome = co_await task;
        if (!mayRetry(outcome, attempt))
            co_return outcome;
        RetryEvent event {attempt, outcome.error(), {}, m_clock.now() - began};
        const Clock::Duration wait = delayAfter(backoff, next, event);
        outcome = {};
        if (token.isCancelled()) {
            outcome = tl::unexpected<Failure>(token.failure());
            co_return outcome;
        }
        if (wait > Clock::Duration::zero()) {
            CallWait<DelayAwaiter> pause(next.onWorker(), delay(m_clock, wait, token, OrderActivity::BackingOff));
            outcome = co_await std::move(pause);
            if (!outcome)
                co_return outcome;
        }
        next = next.again();
        if (OrderTrack* const track = currentTrack())
            track->setAttempt(next.attempt());
    }
}

} // namespace engine
