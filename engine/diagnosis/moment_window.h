// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>

namespace engine {

/// A service and the stage that calls it: 0 is the rule engine with validate, 1 the payment provider with charge.
inline constexpr int kServiceCount = 2;

/// The figures of one service that a rule compares over time.
struct ServiceFigures {
    std::int64_t servers = 0;
    std::int64_t busy = 0;
    std::int64_t waiting = 0; ///< in its accept queue
    std::int64_t calls = 0; ///< that came, the refused ones too
    std::int64_t refused = 0;
    std::int64_t inStage = 0;
    std::int64_t stageLimit = 0; ///< 0: none
    std::int64_t attempts = 0;
    std::int64_t repeats = 0; ///< retries and hedges
    std::int64_t hedges = 0;
    std::int64_t turnedAway = 0; ///< by an open breaker

    /// Calls that a server has finished, well or not.
    [[nodiscard]] std::int64_t served() const { return calls - refused - waiting - busy; }
};

/// What the rules need of one snapshot.
struct Moment {
    std::chrono::nanoseconds at {};
    std::int64_t submitted = 0;
    std::int64_t ended = 0;
    std::int64_t gotThrough = 0; ///< of those, the ones that were not cancelled
    std::int64_t backlog = 0; ///< orders submitted that have not ended
    std::int64_t stepsDone = 0; ///< of all stages together
    std::int64_t threads = 0;
    std::int64_t blocked = 0;
    std::int64_t idle = 0;
    std::int64_t pending = 0; ///< work items
    std::int64_t channel = 0;
    std::int64_t channelLimit = 0; ///< 0: none
    std::array<ServiceFigures, kServiceCount> services;
    std::int64_t orphansTotal = 0; ///< by habit
    std::int64_t doubleCharges = 0;
    std::int64_t lost = 0;
    std::int64_t unobserved = 0;

    Moment() = default;
    explicit Moment(const Snapshot& snapshot);
};

/// The last seconds of a run in plain figures.
///
/// Model    a moment leaves when it is older than `kSpan`; of three moments within `kSpacing` the last two are one, the later one, so that
///          single steps and standstills, which take no time, do not fill it
/// Units    clock time
/// Bounds   at most 2 * kSpan / kSpacing + 3 moments
/// Threads  one owner
class MomentWindow {
public:
    using Duration = std::chrono::nanoseconds;
    static constexpr Duration kSpan = std::chrono::seconds(6);
    static constexpr Duration kSpacing = std::chrono::milliseconds(10);

    void add(const Moment& moment);

    [[nodiscard]] bool empty() const { return m_moments.empty(); }
    [[nodiscard]] std::size_t size() const { return m_moments.size(); }
    [[nodiscard]] const Moment& now() const { return m_moments.back(); }
    /// The latest moment that is at least `ago` old, or the oldest one that is left.
    [[nodiscard]] const Moment& before(Duration ago) const;
    /// Whether there is a moment that is at least `span` old.
    [[nodiscard]] bool covers(Duration span) const;
    /// For how long no order and no stage has got anything done.
    [[nodiscard]] Duration nothingDoneFor() const { return now().at - m_lastProgress; }

    /// The mean of `figure(moment)` over the moments of the last `span`.
    template <typename Figure>
    [[nodiscard]] double mean(Duration span, const Figure& figure) const;
    /// What `figure` has gained over the last `span`.
    template <typename Figure>
    [[nodiscard]] auto gained(Duration span, const Figure& figure) const
    {
        return figure(now()) - figure(before(span));
    }
    /// The same for each second.
    template <typename Figure>
    [[nodiscard]] double rate(Duration span, const Figure& figure) const;
    /// True if `figure` has grown in each quarter of the last `span`, by a sixteenth of the whole or more: not by one
    /// jump, and not just now and then.
    template <typename Figure>
    [[nodiscard]] bool growsSteadily(Duration span, const Figure& figure) const;

private:
    std::deque<Moment> m_moments;
    Duration m_lastProgress {};
};

template <typename Figure>
double MomentWindow::mean(Duration span, const Figure& figure) const
{
    double sum = 0;
    int count = 0;
    for (auto moment = m_moments.rbegin(); moment != m_moments.rend() && now().at - moment->at <= span; ++moment) {
        sum += static_cast<double>(figure(*moment));
        ++count;
    }
    return sum / count;
}

template <typename Figure>
double MomentWindow::rate(Duration span, const Figure& figure) const
{
    const std::chrono::duration<double> time = now().at - before(span).at;
    return time.count() > 0 ? static_cast<double>(gained(span, figure)) / time.count() : 0.0;
}

template <typename Figure>
bool MomentWindow::growsSteadily(Duration span, const Figure& figure) const
{
    if (!covers(span))
        return false;
    const auto whole = gained(span, figure);
    for (int quarter = 4; quarter > 0; --quarter) {
        const auto part = figure(before(span * (quarter - 1) / 4)) - figure(before(span * quarter / 4));
        if (part <= 0 || 16 * part < whole)
            return false;
    }
    return true;
}

} // namespace engine
