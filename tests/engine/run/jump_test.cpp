// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/race.h"
#include "tests/support/scenario_run.h"

#include <QTemporaryDir>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <mutex>
#include <set>

using namespace engine;
using namespace std::chrono_literals;
using tests::scenarioWith;

namespace {

/// A run of endless orders on a real clock, and the snapshots that it has shown.
class LiveRun {
public:
    LiveRun(bool held, Mode mode)
    {
        Run::Options options;
        options.scenario = scenarioWith("first-minute");
        options.scenario.clock = {ClockKind::Real, 1.0};
        options.mode = mode;
        options.startHeld = held;
        options.followOrders = true;
        options.databasePath = m_directory.filePath(QStringLiteral("orders.sqlite"));
        options.onSnapshot = [this](const Run::SnapshotPointer& snapshot) {
            const std::lock_guard lock(m_mutex);
            m_times.insert(snapshot->at);
        };
        run = Run::start(options);
    }
    [[nodiscard]] std::set<std::chrono::nanoseconds> times()
    {
        const std::lock_guard lock(m_mutex);
        return m_times;
    }

private:
    QTemporaryDir m_directory;
    std::mutex m_mutex;
    std::set<std::chrono::nanoseconds> m_times;

public:
    std::unique_ptr<Run> run; ///< gone before what its snapshots are written to
};

} // namespace

TEST_CASE("jump: a held run comes exactly as far as it was told, with a snapshot every 50 ms", "[run][jump]")
{
    const Mode mode = GENERATE(Mode::Bounded, Mode::Unbounded);
    LiveRun live(true, mode);
    live.run->jump(10s + 7ms);
    tests::waitUntil([&] { return live.run->snapshot()->at == 10s + 7ms; });
    const auto last = live.run->snapshot();
    CHECK(last->held);
    CHECK(last->jumpingTo == -1ns);
    CHECK_FALSE(last->virtualClock);
    CHECK(last->ledger.submitted > 700);
    CHECK(last->ledger.persisted > 500);
    CHECK(last->ledger.holds());
    const auto times = live.times();
    for (auto time = 50ms; time <= 10s; time += 50ms)
        REQUIRE(times.contains(time));
}

TEST_CASE("jump: a run that goes on goes on afterwards at its own rate", "[run][jump]")
{
    LiveRun live(false, Mode::Bounded);
    const auto began = std::chrono::steady_clock::now();
    live.run->jump(60s);
    live.run->jump(60s);
    tests::waitUntil([&] { return live.run->snapshot()->at > 120s; });
    const auto arrived = live.run->snapshot();
    tests::waitUntil([&] { return live.run->snapshot()->at > arrived->at + 100ms && live.run->snapshot()->jumpingTo == -1ns; });
    const auto later = live.run->snapshot();
    CHECK(later->rate == 1.0);
    CHECK_FALSE(later->held);
    CHECK(later->at < 120s + (std::chrono::steady_clock::now() - began) + 1s);
    live.run->stop();
    REQUIRE(live.run->waitUntilFinished(60s));
    CHECK(live.run->snapshot()->outcome == RunOutcome::Completed);
    CHECK(live.run->snapshot()->ledger.persisted == live.run->snapshot()->ledger.submitted);
}

TEST_CASE("jump: hold, resume, step and rate at any moment of it lose no order", "[run][jump]")
{
    LiveRun live(false, Mode::Bounded);
    for (int round = 0; round < 20; ++round) {
        live.run->jump(2s);
        live.run->watch(static_cast<OrderId>(round + 1));
        round % 3 == 0 ? live.run->hold() : round % 3 == 1 ? live.run->step() : live.run->setRate(20);
        live.run->jump(500ms);
        live.run->resume();
    }
    live.run->stop();
    REQUIRE(live.run->waitUntilFinished(60s));
    CHECK(live.run->snapshot()->ledger.holds());
    CHECK(live.run->snapshot()->ledger.inFlight == 0);
    CHECK(live.run->snapshot()->outcome == RunOutcome::Completed);
}
