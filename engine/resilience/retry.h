// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/backoff.h"
#include "engine/resilience/pipeline.h"

#include <limits>

namespace engine {

/// What a retry knows of the try that has just ended. `attempt` counts from 0; `failure` is what it ended with.
struct RetryEvent {
    int attempt = 0;
    const Failure& failure;
    Clock::Duration delay {}; ///< before the next one
    Clock::Duration duration {}; ///< of this one
};

struct RetryOptions {
    static constexpr int kForever = std::numeric_limits<int>::max();

    int maxRetryAttempts = 3;
    BackoffOptions backoff;
    std::function<bool(const Failure& failure, int attempt)> shouldHandle; ///< none: anything but a cancellation
    /// Replaces the built-in delay, unclamped, with an answer that is present and not negative.
    std::function<std::optional<Clock::Duration>(const RetryEvent&)> delayGenerator;
    std::function<void(const RetryEvent&)> onRetry;
    DrawSource draws; ///< needed for jitter and the Article backoff
};

/// Tries again (semantics PO-RE-1 to PO-RE-6, P7-RE-1 to P7-RE-3).
///
/// Model    for each try: run, shouldHandle, out if it is not handled or was the last, delay, delayGenerator, onRetry,
///          discard the failure, out if cancelled, wait, again. All state belongs to the execution
/// Errors   the constructor throws std::out_of_range for maxRetryAttempts < 1 or a delay outside, std::invalid_argument
///          for a backoff that draws and has nothing to draw from. A failure that is given up on comes out as it is
/// Threads  as Strategy
class Retry final : public Strategy {
public:
    Retry(Clock& clock, RetryOptions options);
    QCoro::Task<Outcome<void>> execute(Next next, const CancellationToken& token) override;
    [[nodiscard]] bool handles(const Failure& failure) const override { return handles(failure, 0); }

private:
    [[nodiscard]] bool handles(const Failure& failure, int attempt) const;
    [[nodiscard]] bool mayRetry(const Outcome<void>& outcome, int attempt) const;
    [[nodiscard]] Clock::Duration delayAfter(Backoff& backoff, const Next& next, RetryEvent& event) const;

    Clock& m_clock;
    const RetryOptions m_options;
};

} // namespace engine
