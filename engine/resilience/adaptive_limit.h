// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/bounded_log.h"
#include "engine/runtime/clock.h"
#include "engine/telemetry/policy_view.h"

#include <chrono>
#include <string_view>
#include <vector>

namespace engine {

/// One call that has ended.
struct LimitSample {
    Clock::Duration roundTrip {};
    int inFlight = 0; ///< when it began, itself included
    bool dropped = false; ///< refused or timed out: its time says nothing
};

/// How many calls to have under way at once, found from how the calls do.
///
/// Model    a pure function of the samples so far; nothing waits, draws or reads a clock. Each change of the limit is a
///          decision that is kept: when, from what to what, why, and the sample that decided
/// Threads  one at a time; guarded by its owner
class AdaptiveLimit {
public:
    virtual ~AdaptiveLimit() = default;
    AdaptiveLimit(const AdaptiveLimit&) = delete;
    AdaptiveLimit& operator=(const AdaptiveLimit&) = delete;

    /// The limit from now on.
    int onSample(Clock::TimePoint at, const LimitSample& sample);
    [[nodiscard]] int limit() const noexcept { return static_cast<int>(m_limit); }
    [[nodiscard]] std::vector<LimitDecision> decisions() const { return m_decisions.entries(); }
    [[nodiscard]] std::int64_t droppedDecisions() const noexcept { return m_decisions.dropped(); }

protected:
    struct Bounds {
        int initial = 0;
        int minimum = 0;
        int maximum = 0;
    };
    /// A limit, before it is brought into its bounds, one sentence that says why, and what was measured.
    struct Proposal {
        double limit = 0.0;
        std::string_view reason;
        LimitSample measured;
    };
    /// Throws std::out_of_range unless 1 <= minimum <= initial <= maximum.
    explicit AdaptiveLimit(const Bounds& bounds);
    virtual Proposal propose(Clock::TimePoint at, double limit, const LimitSample& sample) = 0;

private:
    const Bounds m_bounds;
    double m_limit;
    BoundedLog<LimitDecision> m_decisions;
};

struct AimdOptions {
    int initialLimit = 20;
    int minLimit = 1;
    int maxLimit = 200;
    double backoffRatio = 0.9; ///< 0.5 to below 1
    Clock::Duration tolerated = std::chrono::seconds(5); ///< a call that takes longer is one too many
};

/// One more while all goes well, a tenth less as soon as it does not.
///
/// Model    dropped or roundTrip > tolerated: limit * backoffRatio, unless the call began before the last step back,
///          which it could not know of. Else limit + 1 / limit, if at least half of the limit was in use: one more for
///          each round
/// Errors   the constructor throws std::out_of_range for bounds or a ratio outside
/// Source   Chiu and Jain, 1989; Netflix concurrency-limits, AIMDLimit, which steps by a whole call and a tenth at each
///          sample: where calls queue, all that are under way report the same overload, and the limit swings between 1
///          and several times what can be served. minLimit is 1 here, 20 there
class AimdLimit final : public AdaptiveLimit {
public:
    explicit AimdLimit(const AimdOptions& options = {});

private:
    Proposal propose(Clock::TimePoint at, double limit, const LimitSample& sample) override;
    const AimdOptions m_options;
    Clock::TimePoint m_lastStepBack = Clock::TimePoint::min();
};

struct GradientOptions {
    int initialLimit = 20;
    int minLimit = 1;
    int maxLimit = 200;
    int queueSize = 4; ///< calls that may wait at the downstream: room to try for more
    double smoothing = 0.2; ///< share of the new value in each step, above 0 to 1
    double tolerance = 1.5; ///< how much longer than usual a call may take, 1 or more
    int longWindow = 600; ///< windows that make up "usual"
    double dropBackoff = 0.9;
    Clock::Duration window = std::chrono::seconds(1);
    int samplesPerWindow = 10; ///< a window without a drop goes on until it has as many
};

/// Follows how much longer calls take than they usually do.
///
/// Model    one step for each window, from the average round trip and the highest number in flight: a step for each
///          sample would act many times on what one limit has caused. usual = average of the first 10 windows, then
///          exponential with factor 2 / (longWindow + 1); 5 % less when a window takes less than half of it. gradient =
///          usual * tolerance / roundTrip, in 0.5 to 1; new = limit * gradient + queueSize; limit = (1 - smoothing)
///          limit + smoothing new. No step while less than half of the limit was in use. A window with a dropped call:
///          limit * dropBackoff (the original looks at times only)
/// Bounds   under demand that never lets up, waiting slowly becomes usual and the limit climbs, by about a tenth in
///          each tenth of longWindow; any lighter phase brings it back, and maxLimit bounds it
/// Errors   the constructor throws std::out_of_range for options outside their ranges
/// Source   Netflix concurrency-limits, Gradient2Limit inside WindowedLimit. minLimit is 1 here, 20 there
class GradientLimit final : public AdaptiveLimit {
public:
    explicit GradientLimit(const GradientOptions& options = {});

private:
    static constexpr int kWarmup = 10;

    Proposal propose(Clock::TimePoint at, double limit, const LimitSample& sample) override;
    Proposal step(double limit, const LimitSample& window);
    void learn(double roundTrip);

    const GradientOptions m_options;
    int m_seen = 0;
    double m_usual = 0.0; ///< ns

    // The window that is filled now.
    Clock::TimePoint m_windowEnd = Clock::TimePoint::min();
    int m_count = 0;
    double m_total = 0.0; ///< ns
    int m_highestInFlight = 0;
    bool m_dropped = false;
};

} // namespace engine
