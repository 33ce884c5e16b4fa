// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/phrase.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace engine {

/// Closed lets calls through, Open and Isolated (by hand) refuse them, HalfOpen lets one through to try.
enum class BreakerState : std::uint8_t { Closed, Open, HalfOpen, Isolated };
/// "closed", "open", "halfOpen", "isolated".
[[nodiscard]] const char* toString(BreakerState state) noexcept;

/// One move of a circuit breaker. `cause` is one sentence in plain words.
struct BreakerChange {
    std::chrono::nanoseconds at {};
    BreakerState from = BreakerState::Closed;
    BreakerState to = BreakerState::Closed;
    Phrase cause;

    friend bool operator==(const BreakerChange&, const BreakerChange&) = default;
};

struct BreakerView {
    bool enabled = false;
    BreakerState state = BreakerState::Closed;
    std::chrono::nanoseconds blockedUntil {-1}; ///< while Open: when a call may try again; else -1
    std::int64_t throughput = 0; ///< calls in the sampling window; 0 for a breaker that counts consecutive failures
    std::int64_t failures = 0; ///< in the sampling window, or in a row
    double failureRatio = 0.0; ///< in the sampling window
    std::vector<BreakerChange> changes; ///< oldest first
    std::int64_t droppedChanges = 0; ///< older ones that did not fit
};

struct LimiterView {
    bool enabled = false;
    int permitLimit = 0;
    int permitsInUse = 0;
    int queueLimit = 0;
    int queued = 0;
};

/// What one downstream's retry, hedging, limits, breaker, timeout and chaos have done so far.
///
/// Units    times in clock time since the run's start
/// Threads  a value
struct PolicyView {
    std::string name;
    bool off = true;
    std::int64_t attempts = 0; ///< calls that reached the downstream
    std::int64_t retries = 0;
    std::int64_t timeouts = 0;
    std::int64_t brokenCircuitRejections = 0;
    std::int64_t limiterRejections = 0;
    std::int64_t hedgesStarted = 0; ///< attempts beside the first one
    std::int64_t hedgesWon = 0; ///< whose answer was the call's
    std::int64_t rateRejections = 0;
    int rateQueued = 0; ///< calls that wait for a permit of the rate limit
    std::int64_t faultsInjected = 0;
    std::int64_t latenciesInjected = 0;
    std::int64_t orphansNow = 0; ///< calls that a pessimistic timeout has left behind and that still run
    std::int64_t orphansTotal = 0;
    BreakerView breaker;
    LimiterView limiter;
};

/// One step of an adaptive limit. `reason` is one sentence in plain words.
struct LimitDecision {
    std::chrono::nanoseconds at {};
    int from = 0;
    int to = 0;
    std::string reason;
    std::chrono::nanoseconds roundTrip {}; ///< of the sample that decided
    int inFlight = 0; ///< when that call began

    friend bool operator==(const LimitDecision&, const LimitDecision&) = default;
};

} // namespace engine
