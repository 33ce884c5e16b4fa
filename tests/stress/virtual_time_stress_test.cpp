// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/channel/channel.h"
#include "engine/runtime/block_on.h"
#include "engine/runtime/delay.h"
#include "engine/runtime/random.h"
#include "engine/runtime/semaphore.h"
#include "engine/runtime/when_all.h"
#include "tests/support/pool_runtime.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <deque>

using namespace engine;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t kFlows = 10'000;
constexpr int kPermits = 5;

/// What the random flows share, and what they are judged by. Flows only count; the test's own thread asserts.
struct Playground {
    Playground(std::uint64_t drawSeed, int threads, int mayBlock)
        : seed(drawSeed)
        , blocking(mayBlock)
        , runtime(threads)
    {
        for (int n = 0; n < 6; ++n)
            channels.push_back(Channel<std::uint64_t>::bounded(1 + n));
        for (int n = 0; n < 4; ++n)
            semaphores.emplace_back(kPermits, kPermits);
        for (std::uint64_t n = 0; n < kFlows; ++n)
            sources.emplace_back();
    }

    /// Before each jump: nobody may be able to run, as the pool counts it and as the flows do.
    void checkJump(Clock::TimePoint from, Clock::TimePoint to)
    {
        ++jumps;
        if (to <= from)
            ++jumpsBackwards;
        if (codeRunning.load() != 0)
            ++jumpsOverRunningCode;
        const WorkerPool::Counts counts = runtime.pool().counts();
        if (!counts.nothingCanRun())
            ++jumpsOverRunnableWork;
        if (counts.blocked > 0)
            ++jumpsWithBlockedWorkers;
    }

    const std::uint64_t seed;
    std::atomic<int> codeRunning = 0;
    std::atomic<int> jumps = 0;
    std::atomic<int> jumpsBackwards = 0;
    std::atomic<int> jumpsOverRunningCode = 0;
    std::atomic<int> jumpsOverRunnableWork = 0;
    std::atomic<int> jumpsWithBlockedWorkers = 0;
    std::atomic<std::uint64_t> flowsEnded = 0;
    std::atomic<int> wokenTooEarly = 0;
    std::atomic<int> cancelled = 0;
    std::atomic<std::uint64_t> written = 0;
    std::atomic<std::uint64_t> read = 0;
    std::atomic<std::uint64_t> sumWritten = 0;
    std::atomic<std::uint64_t> sumRead = 0;

    std::deque<CancellationSource> sources; ///< one for each flow, cancelled by any other
    std::vector<Channel<std::uint64_t>> channels;
    std::deque<Semaphore> semaphores;
    Semaphore blocking; ///< how many workers may be blocked at once
    tests::PoolRuntime runtime;
};

/// Counts a piece of a flow's code in while it runs. To be left before each wait, and entered again after it.
class Inside {
public:
    explicit Inside(Playground& playground)
        : m_playground(playground)
    {
        enter();
    }
    ~Inside() { leave(); }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    void enter() { ++m_playground.codeRunning; }
    void leave() { --m_playground.codeRunning; }

private:
    Playground& m_playground;
};

/// One step of one flow: its draws, and a token that its flow's source or a deadline cancels.
class Step {
public:
    Step(Playground& all, std::uint64_t flow, std::uint64_t number)
        : playground(all)
        , m_flow(flow)
        , m_number(number)
        , m_source(CancellationSource::linked({all.sources[flow].token()}, &all.runtime.clock()))
        , token(m_source.token())
    {
        m_source.cancelAfter(CancellationSource::Milliseconds(draw(90, 60)));
    }
    [[nodiscard]] std::int64_t draw(std::uint64_t what, std::uint64_t range) const
    {
        return static_cast<std::int64_t>(drawBits(playground.seed, DrawPurpose::Test, m_flow, m_number, what) % range);
    }
    [[nodiscard]] std::chrono::microseconds time(std::uint64_t what) const
    {
        return std::chrono::microseconds(draw(what, 40'000));
    }
    [[nodiscard]] std::size_t pick(std::uint64_t what, std::size_t range) const
    {
        return static_cast<std::size_t>(draw(what, range));
    }

    Playground& playground;

private:
    std::uint64_t m_flow;
    std::uint64_t m_number;
    CancellationSource m_source;

public:
    const CancellationToken token;
};

QCoro::Task<> sleep(Step& step, Inside& inside)
{
    Clock& clock = step.playground.runtime.clock();
    const auto time = step.time(1);
    const Clock::TimePoint due = clock.now() + time;
    inside.leave();
    const Outcome<void> ended = co_await delay(clock, time, step.token);
    inside.enter();
    if (!ended)
        ++step.playground.cancelled;
    else if (clock.now() < due)
        ++step.playground.wokenTooEarly;
}

QCoro::Task<> handOver(Step& step, Inside& inside)
{
    Playground& all = step.playground;
    Channel<std::uint64_t>& channel = all.channels[step.pick(1, all.channels.size())];
    const auto item = static_cast<std::uint64_t>(step.draw(2, 1'000));
    const bool writes = step.draw(3, 2) == 0;
    inside.leave();
    if (writes) {
        const Outcome<void> done = co_await channel.write(item, step.token);
        inside.enter();
        all.written += done ? 1 : 0;
        all.sumWritten += done ? item : 0;
    } else {
        const Outcome<std::uint64_t> got = co_await channel.read(step.token);
        inside.enter();
        all.read += got ? 1 : 0;
        all.sumRead += got ? *got : 0;
    }
}

QCoro::Task<> hold(Step& step, Inside& inside)
{
    Playground& all = step.playground;
    Semaphore& semaphore = all.semaphores[step.pick(1, all.semaphores.size())];
    const auto timeout = std::chrono::milliseconds(step.draw(2, 30));
    inside.leave();
    const Outcome<bool> permit = co_await semaphore.acquire(all.runtime.clock(), timeout, step.token);
    inside.enter();
    if (permit != true)
        co_return;
    const auto time = step.time(3) / 10;
    inside.leave();
    (void)co_await delay(all.runtime.clock(), time, step.token);
    inside.enter();
    semaphore.release();
}

QCoro::Task<> fanOut(Step& step, Inside& inside)
{
    Playground& all = step.playground;
    std::vector<Flow<>> children;
    for (std::uint64_t n = 0; n < 3; ++n) {
        const auto time = step.time(n);
        children.push_back(startFlow(all.runtime.pool(), [&all, time]() -> QCoro::Task<> {
            Inside child(all);
            child.leave();
            (void)co_await delay(all.runtime.clock(), time);
            child.enter();
        }));
    }
    auto ended = whenAll(std::move(children));
    inside.leave();
    (void)co_await std::move(ended);
    inside.enter();
}

QCoro::Task<> block(Step& step, Inside& inside)
{
    Playground& all = step.playground;
    inside.leave();
    const Outcome<bool> mayBlock = co_await all.blocking.acquire(step.token);
    if (mayBlock) {
        const auto time = step.time(1) / 4;
        // What runs in here before it suspends runs on this thread and counts itself in; then the worker is parked.
        (void)blockOn(all.runtime.scope(), [&all, time]() -> QCoro::Task<> {
            Inside child(all);
            child.leave();
            (void)co_await delay(all.runtime.clock(), time);
            child.enter();
        });
        all.blocking.release();
    }
    inside.enter();
}

QCoro::Task<> randomFlow(Playground& all, std::uint64_t flow)
{
    Inside inside(all);
    const auto steps = 2 + drawBits(all.seed, DrawPurpose::Test, flow, 99) % 4;
    for (std::uint64_t number = 0; number < steps; ++number) {
        Step step(all, flow, number);
        const std::int64_t kind = step.draw(0, 16);
        if (kind < 5) {
            auto task = sleep(step, inside);
            co_await task;
        } else if (kind < 9) {
            auto task = handOver(step, inside);
            co_await task;
        } else if (kind < 12) {
            auto task = hold(step, inside);
            co_await task;
        } else if (kind < 13) {
            auto task = fanOut(step, inside);
            co_await task;
        } else if (kind < 14) {
            auto task = block(step, inside);
            co_await task;
        } else if (kind < 15) {
            all.sources[step.pick(1, kFlows)].cancel();
            inside.leave();
            co_await yieldNow();
            inside.enter();
        } else {
            all.runtime.pool().setMaxThreadCount(static_cast<int>(5 + step.draw(1, 4)));
        }
    }
    ++all.flowsEnded;
}

} // namespace

TEST_CASE("virtual time: 10,000 random flows, and at every jump nothing could have run", "[stress][clock][workerPool]")
{
    const auto seed = GENERATE(std::uint64_t {1}, std::uint64_t {2}, std::uint64_t {3});
    Playground all(seed, 6, 3);
    all.runtime.clock().setJumpObserver(
        [&all](Clock::TimePoint from, Clock::TimePoint to) { all.checkJump(from, to); });
    all.runtime.run([&all] {
        for (std::uint64_t flow = 0; flow < kFlows; ++flow)
            all.runtime.scope().spawn([&all, flow] { return randomFlow(all, flow); });
    });
    const WorkerPool::Counts counts = all.runtime.settledCounts();

    CHECK(all.jumpsOverRunningCode.load() == 0);
    CHECK(all.jumpsOverRunnableWork.load() == 0);
    CHECK(all.jumpsBackwards.load() == 0);
    CHECK(all.wokenTooEarly.load() == 0);
    // It was not for lack of trying.
    CHECK(all.jumps.load() > 1'000);
    CHECK(all.jumpsWithBlockedWorkers.load() > 10);
    CHECK(all.cancelled.load() > 100);
    CHECK(all.read.load() > 1'000);
    CHECK(counts.peakBlocked <= 3);
    // And nothing got lost on the way.
    CHECK(all.flowsEnded.load() == kFlows);
    CHECK(all.codeRunning.load() == 0);
    CHECK(all.runtime.scope().errorCount() == 0);
    CHECK(counts.blocked == 0);
    CHECK(all.runtime.clock().pendingForegroundTimers() == 0);
    std::uint64_t left = 0;
    std::uint64_t sumLeft = 0;
    for (Channel<std::uint64_t>& channel : all.channels) {
        CHECK(channel.peakCount() <= channel.capacity());
        while (const auto item = channel.tryRead()) {
            ++left;
            sumLeft += *item;
        }
    }
    CHECK(all.written.load() == all.read.load() + left);
    CHECK(all.sumWritten.load() == all.sumRead.load() + sumLeft);
    for (const Semaphore& semaphore : all.semaphores)
        CHECK(semaphore.currentCount() == kPermits);
}
