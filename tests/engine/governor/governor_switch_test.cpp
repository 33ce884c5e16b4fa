// SPDX-License-Identifier: GPL-3.0-or-later
// The policy changes while work flows; and the climber on a real pool.
#include "engine/governor/thread_pool_governor.h"
#include "engine/runtime/block_on.h"
#include "engine/runtime/delay.h"
#include "tests/support/pool_runtime.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cmath>
#include <deque>
#include <optional>

using namespace engine;
using namespace std::chrono_literals;
using tests::PoolRuntime;

namespace {

GovernorSpec dotnet(int min, int max, bool cooperativeBlocking, bool hillClimbing)
{
    GovernorSpec spec;
    spec.kind = GovernorKind::Dotnet;
    spec.minThreads = min;
    spec.maxThreads = max;
    spec.cooperativeBlocking = cooperativeBlocking;
    spec.hillClimbing = hillClimbing;
    return spec;
}

} // namespace

TEST_CASE(
    "threadPoolGovernor: switching the policy while work flows loses nothing", "[governor][threadPoolGovernor][race]")
{
    constexpr int kFlows = 2'000;
    PoolRuntime runtime(4);
    ThreadPoolGovernor governor(runtime.pool(), GovernorSpec {});
    std::atomic<int> ended = 0;
    std::atomic<bool> over = false;
    std::thread user([&] {
        for (int round = 0; !over.load() || round < 50; ++round) {
            switch (round % 4) {
            case 0:
                governor.apply(dotnet(2 + round % 3, 64, round % 8 < 4, round % 3 != 0));
                break;
            case 1:
                governor.setFixed(3 + round % 5);
                break;
            case 2:
                governor.apply(dotnet(1, 32, true, true));
                break;
            default:
                governor.apply(GovernorSpec {});
                break;
            }
            (void)governor.view(round);
            std::this_thread::yield();
        }
        governor.apply(dotnet(2, 64, true, true)); // whatever is blocked now gets its threads
    });
    runtime.run([&] {
        for (int n = 0; n < kFlows; ++n) {
            runtime.scope().spawn([&runtime, &ended, n] {
                if (n % 10 == 0)
                    (void)delay(runtime.clock(), 5ms).waitOnWorker();
                ++ended;
            });
            runtime.scope().spawn([&runtime, &ended, n]() -> QCoro::Task<> {
                for (int i = 0; i < 5; ++i)
                    (void)co_await delay(runtime.clock(), std::chrono::milliseconds(1 + n % 7));
                ++ended;
            });
        }
    });
    over.store(true);
    user.join();
    CHECK(ended.load() == 2 * kFlows);
    const WorkerPool::Counts counts = runtime.settledCounts();
    CHECK(counts.blocked == 0);
    CHECK(counts.maxThreads == governor.view().goal);
    CHECK(governor.view().policy == GovernorKind::Dotnet);
}

namespace {

/// Items that hold their worker for 10 ms, and longer when more than `best` of them are at it: past that number,
/// throughput falls.
class Contended {
public:
    Contended(PoolRuntime& runtime, int best)
        : m_runtime(runtime)
        , m_best(best)
    {
    }
    void moveTo(int best) { m_best.store(best); }
    void runOne()
    {
        const int busy = ++m_busy;
        const int best = m_best.load();
        const double beyond = std::max(0, busy - best);
        const double ms = 10.0 * std::max(1.0, static_cast<double>(busy) / best) * (1 + 0.05 * beyond);
        const auto held =
            std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double, std::milli>(ms));
        (void)delay(m_runtime.clock(), held).waitOnWorker();
        --m_busy;
    }

private:
    PoolRuntime& m_runtime;
    std::atomic<int> m_best;
    std::atomic<int> m_busy = 0;
};

/// Runs items one after the other until `end`: as many of these as there are threads at most keep every thread busy.
class Load final : public WorkItem {
public:
    Load(Contended& resource, Clock& clock, Clock::TimePoint end, std::atomic<int>& ended)
        : m_resource(resource)
        , m_clock(clock)
        , m_end(end)
        , m_ended(ended)
    {
    }
    bool run() override
    {
        m_resource.runOne();
        if (m_clock.now() < m_end)
            return true;
        ++m_ended;
        return false;
    }

private:
    Contended& m_resource;
    Clock& m_clock;
    Clock::TimePoint m_end;
    std::atomic<int>& m_ended;
};

} // namespace

TEST_CASE("threadPoolGovernor: on a real pool the climber finds the best number of threads within 20 %, and follows it",
    "[governor][threadPoolGovernor][hillClimbing]")
{
    constexpr int kItems = 64;
    constexpr auto kPhase = 40s;
    PoolRuntime runtime(4);
    ThreadPoolGovernor governor(runtime.pool(), dotnet(2, kItems, false, true), 3);
    Contended resource(runtime, 16);
    std::atomic<int> ended = 0;
    // Sampled every 20 ms in the second half of each phase.
    std::array<std::atomic<double>, 2> sums {};
    std::array<std::atomic<int>, 2> samples {};
    std::optional<CallbackTimer> sampler;
    sampler.emplace([&] {
        const auto now = runtime.now();
        const std::size_t phase = now < kPhase ? 0 : 1;
        if (phase == 1)
            resource.moveTo(8);
        if (now >= kPhase / 2 && (now < kPhase || now >= kPhase * 3 / 2)) {
            sums[phase] = sums[phase] + runtime.pool().counts().maxThreads;
            ++samples[phase];
        }
        if (now < 2 * kPhase)
            runtime.clock().schedule(*sampler, runtime.clock().now() + 20ms);
    });
    std::deque<Load> load;
    {
        const ExternalHold hold(runtime.pool());
        runtime.clock().schedule(*sampler, Clock::TimePoint(20ms));
        for (int n = 0; n < kItems; ++n)
            runtime.pool().post(load.emplace_back(resource, runtime.clock(), Clock::TimePoint(2 * kPhase), ended));
    }
    while (ended.load() < kItems)
        std::this_thread::yield();
    const double first = sums[0] / samples[0];
    const double second = sums[1] / samples[1];
    INFO(first << " of 16, " << second << " of 8");
    CHECK(std::fabs(first - 16) <= 0.2 * 16);
    CHECK(std::fabs(second - 8) <= 0.2 * 8);
}
