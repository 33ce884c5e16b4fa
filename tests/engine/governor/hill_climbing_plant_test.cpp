// SPDX-License-Identifier: GPL-3.0-or-later
// The climber against a model of a workload: throughput that has its best at a known number of threads.
#include "engine/governor/dotnet_governor.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>

using namespace engine;
using namespace std::chrono_literals;

namespace {

/// Threads share a resource with `best` places: up to there each adds its share, beyond it each costs some.
double throughputOf(int threads, int best)
{
    constexpr double kPerThread = 100; // work items/s
    const int beyond = std::max(0, threads - best);
    return kPerThread * std::min(threads, best) / (1 + 0.04 * beyond);
}

/// The governor's driver in virtual time: items end in steps of 2 ms, as many as the model says.
class Plant {
public:
    explicit Plant(std::uint64_t seed)
        : m_governor(settings(), 4, seededIntervals(seed), m_log)
    {
    }
    /// Runs for `duration` and gives the mean thread count of its second half.
    double run(std::chrono::seconds duration, int best)
    {
        constexpr auto kStep = 2ms;
        const Clock::TimePoint end = m_now + duration;
        const Clock::TimePoint measureFrom = m_now + duration / 2;
        double sum = 0;
        int count = 0;
        while (m_now < end) {
            m_now += kStep;
            m_owed += throughputOf(m_governor.goal(), best) * std::chrono::duration<double>(kStep).count();
            const auto ended = static_cast<std::int64_t>(m_owed);
            m_owed -= static_cast<double>(ended);
            if (ended > 0) {
                m_governor.itemsCompleted(m_now, ended);
                (void)m_governor.takeSample(m_now, {m_governor.goal(), m_governor.goal(), 100});
            }
            if (m_now > measureFrom) {
                sum += m_governor.goal();
                ++count;
            }
        }
        return sum / count;
    }

private:
    static DotnetSettings settings()
    {
        DotnetSettings result;
        result.limits = ThreadLimits(2, 200);
        return result;
    }
    DecisionLog m_log;
    DotnetGovernor m_governor;
    Clock::TimePoint m_now {1s};
    double m_owed = 0;
};

bool isWithinAFifth(double threads, int best)
{
    return std::fabs(threads - best) <= 0.2 * best;
}

} // namespace

TEST_CASE("hillClimbing: it finds the best number of threads within 20 %, and follows when it moves",
    "[governor][hillClimbing]")
{
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
        Plant plant(seed);
        const double first = plant.run(90s, 24);
        const double up = plant.run(120s, 48);
        const double down = plant.run(120s, 12);
        INFO("seed " << seed << ": " << first << " of 24, " << up << " of 48, " << down << " of 12");
        CHECK(isWithinAFifth(first, 24));
        CHECK(isWithinAFifth(up, 48));
        CHECK(isWithinAFifth(down, 12));
    }
}
