// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/adaptive_limit.h"

#include <catch2/catch_test_macros.hpp>

#include <map>
#include <memory>
#include <queue>

using namespace engine;
using namespace std::chrono_literals;

namespace {

LimitSample quick(int inFlight, Clock::Duration roundTrip = 100ms)
{
    return {roundTrip, inFlight, false};
}
LimitSample droppedCall()
{
    return {0ms, 1, true};
}

/// Servers of 100 ms each and a queue of four calls for each of them, first in first out. The callers always have more
/// to do: they keep as many calls under way as the limit allows.
class QueueModel {
public:
    explicit QueueModel(AdaptiveLimit& limit)
        : m_limit(limit)
    {
    }

    void setServers(int servers)
    {
        m_servers = servers;
        m_free = {};
        for (int n = 0; n < servers; ++n)
            m_free.push(m_now);
    }
    /// How many calls were served in `time`.
    int pressure(Clock::Duration time)
    {
        const Clock::TimePoint end = m_now + time;
        int served = 0;
        for (;;) {
            while (m_inFlight < m_limit.limit())
                begin();
            if (m_endings.begin()->first > end)
                break;
            m_now = m_endings.begin()->first;
            const LimitSample sample = m_endings.begin()->second;
            m_endings.erase(m_endings.begin());
            --m_inFlight;
            served += sample.dropped ? 0 : 1;
            (void)m_limit.onSample(m_now, sample);
        }
        m_now = end;
        return served;
    }

private:
    static constexpr Clock::Duration kService = 100ms;

    void begin()
    {
        ++m_inFlight;
        if (m_inFlight > 5 * m_servers) {
            m_endings.emplace(m_now + 1ms, LimitSample {1ms, m_inFlight, true});
            return;
        }
        const Clock::TimePoint start = std::max(m_now, m_free.top());
        m_free.pop();
        m_free.push(start + kService);
        m_endings.emplace(start + kService, LimitSample {start + kService - m_now, m_inFlight, false});
    }

    AdaptiveLimit& m_limit;
    int m_servers = 0;
    int m_inFlight = 0;
    Clock::TimePoint m_now {};
    std::priority_queue<Clock::TimePoint, std::vector<Clock::TimePoint>, std::greater<>>
        m_free; ///< when each server is
    std::multimap<Clock::TimePoint, LimitSample> m_endings;
};

} // namespace

TEST_CASE(
    "adaptive limit: AIMD adds one for each round of calls, and takes a tenth off for a drop", "[resilience][adaptive]")
{
    AimdLimit limit;
    CHECK(limit.limit() == 20);
    for (int n = 0; n < 21; ++n)
        (void)limit.onSample(Clock::TimePoint(1s), quick(20));
    CHECK(limit.limit() == 21);
    for (int n = 0; n < 100; ++n)
        (void)limit.onSample(Clock::TimePoint(2s), quick(10)); // less than half of it is in use
    CHECK(limit.limit() == 21);
    CHECK(limit.onSample(Clock::TimePoint(3s), droppedCall()) == 18);
    CHECK(limit.onSample(Clock::TimePoint(4s), quick(18, 5s)) == 18); // as long as is tolerated
    CHECK(limit.onSample(Clock::TimePoint(10s), quick(18, 5s + 1ns)) == 17);
    CHECK(limit.onSample(Clock::TimePoint(14s), quick(18, 6s)) == 17); // it began before the last step back
    CHECK(limit.onSample(Clock::TimePoint(16s), quick(18, 6s)) == 15);
    const std::vector<LimitDecision> decisions = limit.decisions();
    REQUIRE(decisions.size() == 4);
    CHECK(decisions[0]
        == LimitDecision {1s, 20, 21, "Calls are quick and the limit is in use: one more at once.", 100ms, 20});
    CHECK(decisions[1] == LimitDecision {3s, 21, 18, "A call was dropped: fewer at once.", 0ms, 1});
    CHECK(decisions[2]
        == LimitDecision {10s, 18, 17, "A call took longer than is tolerated: fewer at once.", 5s + 1ns, 18});
}

TEST_CASE("adaptive limit: it stays within its bounds", "[resilience][adaptive]")
{
    AimdLimit limit({5, 3, 7, 0.5, 1s});
    for (int n = 0; n < 100; ++n)
        (void)limit.onSample({}, quick(100));
    CHECK(limit.limit() == 7);
    for (int n = 0; n < 10; ++n)
        (void)limit.onSample(Clock::TimePoint(n * 1s), droppedCall());
    CHECK(limit.limit() == 3);
    CHECK_THROWS_AS(AimdLimit({5, 0, 7, 0.9, 1s}), std::out_of_range);
    CHECK_THROWS_AS(AimdLimit({5, 6, 7, 0.9, 1s}), std::out_of_range);
    CHECK_THROWS_AS(AimdLimit({5, 3, 4, 0.9, 1s}), std::out_of_range);
    CHECK_THROWS_AS(AimdLimit({5, 3, 7, 1.0, 1s}), std::out_of_range);
    GradientOptions options;
    options.tolerance = 0.9;
    CHECK_THROWS_AS(GradientLimit(options), std::out_of_range);
}

TEST_CASE("adaptive limit: the gradient follows its formula, window by window", "[resilience][adaptive]")
{
    GradientLimit limit;
    Clock::TimePoint at {};
    const auto window = [&](int inFlight, Clock::Duration roundTrip) {
        for (int n = 0; n < 10; ++n)
            (void)limit.onSample(at += 100ms, {roundTrip, inFlight, false});
        return limit.limit();
    };
    (void)limit.onSample(at, quick(20)); // begins the first window
    // As quick as usual: gradient 1, so 0.2 * 4 is added.
    for (int n = 0; n < 5; ++n)
        (void)window(20, 100ms);
    CHECK(limit.limit() == 24);
    CHECK(window(11, 100ms) == 24); // less than half in use: no step
    // Six windows of 100 ms and one of 400 ms: usual 142.857 ms, gradient 0.5357, 24 + 0.2 (24 * 0.5357 + 4 - 24) = 22.57
    CHECK(window(24, 400ms) == 22);
    (void)limit.onSample(at += 1ms, droppedCall());
    CHECK(window(24, 100ms) == 20); // 22.57 * 0.9 = 20.3
    CHECK(limit.decisions().back()
        == LimitDecision {at.time_since_epoch(), 22, 20, "A call was dropped: fewer at once.", 100ms, 24});
    (void)limit.onSample(at += 10s, quick(20)); // a window with too few samples goes on
    CHECK(limit.limit() == 20);
}

TEST_CASE("adaptive limit: decisions are kept up to a bound, the oldest go", "[resilience][adaptive]")
{
    GradientOptions options;
    options.initialLimit = 1;
    options.maxLimit = 10'000;
    options.queueSize = 5;
    options.samplesPerWindow = 1;
    GradientLimit limit(options); // one more for each window
    for (int n = 0; n <= 300; ++n)
        (void)limit.onSample(Clock::TimePoint(n * 1s), quick(10'000));
    CHECK(limit.decisions().size() == 256);
    CHECK(limit.droppedDecisions() == 44);
    CHECK(limit.decisions().back().to == 301);
    CHECK(limit.decisions().front().at == 45s);
}

namespace {

/// Half a minute to find the limit, then 20 s in which it has to hold, with 40 servers and then with half of them.
void checkThatItFollows(AdaptiveLimit& limit, double fromServers, double toServers)
{
    QueueModel model(limit);
    for (const int servers : {40, 20}) {
        model.setServers(servers);
        (void)model.pressure(60s);
        int lowest = limit.limit();
        int highest = limit.limit();
        for (int n = 0; n < 20; ++n) {
            CHECK(model.pressure(1s) >= 10 * servers * 95 / 100);
            lowest = std::min(lowest, limit.limit());
            highest = std::max(highest, limit.limit());
        }
        CAPTURE(servers, lowest, highest);
        CHECK(lowest >= fromServers * servers);
        CHECK(highest <= toServers * servers);
    }
    CHECK_FALSE(limit.decisions().empty());
}

} // namespace

TEST_CASE("adaptive limit: AIMD finds what a queue can hold, and follows it when it halves", "[resilience][adaptive]")
{
    AimdOptions options;
    options.maxLimit = 1000;
    options.tolerated = 200ms; // twice the service time: as many may wait as are served
    AimdLimit limit(options);
    checkThatItFollows(limit, 1.5, 2.2);
}

TEST_CASE("adaptive limit: the gradient finds what a queue can serve, and follows it when it halves",
    "[resilience][adaptive]")
{
    GradientOptions options;
    options.maxLimit = 1000;
    GradientLimit limit(options);
    checkThatItFollows(limit, 1.0, 2.5);
}
