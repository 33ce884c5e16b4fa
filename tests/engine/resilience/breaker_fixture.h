// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/consecutive_failures_breaker.h"
#include "engine/resilience/failure_ratio_breaker.h"
#include "tests/engine/resilience/guarded_call.h"

namespace tests {

/// How often a breaker's callbacks have run.
struct BreakerCalls {
    int opened = 0;
    int closed = 0;
    int halfOpened = 0;
    bool lastWasManual = false;
    engine::Clock::Duration lastBreak {};

    [[nodiscard]] engine::BreakerCallbacks callbacks()
    {
        return {[this](const engine::BreakerOpened& event) {
                    ++opened;
                    lastWasManual = event.manual;
                    lastBreak = event.duration;
                },
            [this](bool manual) {
                ++closed;
                lastWasManual = manual;
            },
            [this] { ++halfOpened; }};
    }
};

/// A call that passes the breaker at once. False: it was refused.
inline bool pass(engine::CircuitBreaker& breaker, const engine::Outcome<void>& outcome)
{
    const auto admission = breaker.enter();
    if (admission.isAllowed())
        breaker.report(admission, outcome);
    return admission.isAllowed();
}

inline engine::Outcome<void> cancelledOutcome()
{
    return tl::unexpected<engine::Failure>(engine::Failure::cancelled(engine::CancelReason::Caller, 1));
}

} // namespace tests
