// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/clock.h"
#include "engine/runtime/random.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <deque>
#include <latch>
#include <optional>
#include <thread>

using namespace engine;
using namespace std::chrono_literals;

namespace {

Clock::TimePoint at(Clock::Duration time)
{
    return Clock::TimePoint(time);
}

/// Keeps a log of when it fired.
class LoggingTimer final : public Timer {
public:
    LoggingTimer(int number, std::vector<int>& log)
        : m_number(number)
        , m_log(&log)
    {
    }

private:
    void fired() override { m_log->push_back(m_number); }
    int m_number;
    std::vector<int>* m_log;
};

} // namespace

TEST_CASE("clock: virtual time stands still until the next jump", "[runtime][clock]")
{
    Clock clock;
    std::vector<int> log;
    LoggingTimer timer(1, log);
    clock.schedule(timer, at(5ms));
    CHECK(clock.now() == at(0ms));
    CHECK(clock.pendingTimers() == 1);
    CHECK(clock.jump() == Clock::Jump::Jumped);
    CHECK(clock.now() == at(5ms));
    CHECK(log == std::vector<int> {1});
    CHECK(clock.jump() == Clock::Jump::Nothing);
    CHECK(clock.now() == at(5ms));
}

TEST_CASE("clock: timers fire in the order of due time, then of scheduling", "[runtime][clock]")
{
    Clock clock;
    std::vector<int> log;
    std::deque<LoggingTimer> timers;
    for (int n = 0; n < 6; ++n)
        timers.emplace_back(n, log);
    clock.schedule(timers[0], at(2ms));
    clock.schedule(timers[1], at(1ms));
    clock.schedule(timers[2], at(2ms), Timer::Kind::Background);
    clock.schedule(timers[3], at(1ms), Timer::Kind::Background);
    clock.schedule(timers[4], at(2ms));
    clock.schedule(timers[5], at(1ms));

    REQUIRE(clock.jump() == Clock::Jump::Jumped);
    CHECK(log == std::vector<int> {1, 3, 5});
    REQUIRE(clock.jump() == Clock::Jump::Jumped);
    CHECK(log == std::vector<int> {1, 3, 5, 0, 2, 4});
}

TEST_CASE("clock: a time one tick away is another instant", "[runtime][clock]")
{
    Clock clock;
    std::vector<int> log;
    LoggingTimer early(1, log);
    LoggingTimer late(2, log);
    clock.schedule(late, at(1ms + 1ns));
    clock.schedule(early, at(1ms));
    REQUIRE(clock.jump() == Clock::Jump::Jumped);
    CHECK(log == std::vector<int> {1});
    CHECK(clock.now() == at(1ms));
    REQUIRE(clock.jump() == Clock::Jump::Jumped);
    CHECK(clock.now() == at(1ms + 1ns));
}

TEST_CASE("clock: a due time in the past fires at once, and time does not go back", "[runtime][clock]")
{
    Clock clock;
    std::vector<int> log;
    LoggingTimer first(1, log);
    LoggingTimer past(2, log);
    clock.schedule(first, at(10ms));
    REQUIRE(clock.jump() == Clock::Jump::Jumped);
    clock.schedule(past, at(3ms));
    REQUIRE(clock.jump() == Clock::Jump::Jumped);
    CHECK(log == std::vector<int> {1, 2});
    CHECK(clock.now() == at(10ms));
}

TEST_CASE("clock: what a timer schedules for the same instant fires before time moves on", "[runtime][clock]")
{
    Clock clock;
    std::vector<int> log;
    LoggingTimer second(2, log);
    LoggingTimer third(3, log);
    CallbackTimer first([&] { clock.schedule(second, clock.now()); });
    clock.schedule(first, at(1ms));
    clock.schedule(third, at(1ms));
    REQUIRE(clock.jump() == Clock::Jump::Jumped);
    CHECK(log == std::vector<int> {3, 2});
    CHECK(clock.now() == at(1ms));
}

TEST_CASE("clock: a cancelled timer never fires", "[runtime][clock]")
{
    Clock clock;
    std::vector<int> log;
    LoggingTimer timer(1, log);
    LoggingTimer other(2, log);
    clock.schedule(timer, at(1ms));
    clock.schedule(other, at(2ms));

    CHECK(clock.cancel(timer));
    CHECK_FALSE(clock.cancel(timer));
    REQUIRE(clock.jump() == Clock::Jump::Jumped);
    CHECK(log == std::vector<int> {2});
    CHECK_FALSE(clock.cancel(other));

    SECTION("and can be scheduled again")
    {
        clock.schedule(timer, at(3ms));
        REQUIRE(clock.jump() == Clock::Jump::Jumped);
        CHECK(log == std::vector<int> {2, 1});
    }
}

TEST_CASE("clock: a timer that is pending cannot be scheduled again", "[runtime][clock]")
{
    Clock clock;
    CallbackTimer timer([] {});
    clock.schedule(timer, at(1ms));
    CHECK_THROWS_AS(clock.schedule(timer, at(2ms)), std::logic_error);
    CHECK(clock.cancel(timer));
}

TEST_CASE("clock: a timer may destroy itself, and cancel others, while it fires", "[runtime][clock]")
{
    Clock clock;
    std::vector<int> log;
    LoggingTimer victim(1, log);
    std::optional<CallbackTimer> timer;
    timer.emplace([&] {
        log.push_back(0);
        clock.cancel(victim);
        timer.reset();
    });
    clock.schedule(*timer, at(1ms));
    clock.schedule(victim, at(1ms));
    CHECK(clock.jump() == Clock::Jump::Jumped);
    CHECK(log == std::vector<int> {0});
    CHECK_FALSE(timer.has_value());
    CHECK(clock.pendingTimers() == 0);
}

TEST_CASE("clock: 100,000 pending timers fire in order, but for those that were cancelled", "[runtime][clock]")
{
    constexpr std::uint64_t kTimers = 100'000;
    Clock clock;
    struct Entry {
        std::int64_t due;
        int number;
        bool operator<(const Entry& other) const { return due != other.due ? due < other.due : number < other.number; }
    };
    std::vector<int> log;
    std::deque<LoggingTimer> timers;
    std::vector<Entry> expected;
    std::vector<Entry> all;
    for (std::uint64_t n = 0; n < kTimers; ++n) {
        const auto due = static_cast<std::int64_t>(drawBits(7, DrawPurpose::Test, n) % 20'000);
        timers.emplace_back(static_cast<int>(n), log);
        clock.schedule(timers.back(), Clock::TimePoint(std::chrono::microseconds(due)));
        all.push_back({due, static_cast<int>(n)});
    }
    CHECK(clock.pendingTimers() == kTimers);
    for (const Entry& entry : all) {
        if (drawBits(7, DrawPurpose::Test, static_cast<std::uint64_t>(entry.number), 1) % 3 == 0)
            clock.cancel(timers[static_cast<std::size_t>(entry.number)]);
        else
            expected.push_back(entry);
    }
    std::sort(expected.begin(), expected.end());
    while (clock.jump() == Clock::Jump::Jumped) { }

    REQUIRE(log.size() == expected.size());
    CHECK(std::equal(log.begin(), log.end(), expected.begin(),
        [](int number, const Entry& entry) { return number == entry.number; }));
    CHECK(clock.pendingTimers() == 0);
}

TEST_CASE("clock: background timers do not keep virtual time going, but fire on its way", "[runtime][clock]")
{
    Clock clock;
    int samples = 0;
    std::optional<CallbackTimer> sampler;
    sampler.emplace([&] {
        ++samples;
        clock.schedule(*sampler, clock.now() + 50ms, Timer::Kind::Background);
    });
    clock.schedule(*sampler, at(50ms), Timer::Kind::Background);
    CHECK(clock.jump() == Clock::Jump::Nothing);
    CHECK(clock.pendingForegroundTimers() == 0);

    CallbackTimer work([] {});
    clock.schedule(work, at(175ms));
    CHECK(clock.pendingForegroundTimers() == 1);
    std::vector<Clock::TimePoint> seen;
    while (clock.jump() == Clock::Jump::Jumped)
        seen.push_back(clock.now());
    CHECK(seen == std::vector<Clock::TimePoint> {at(50ms), at(100ms), at(150ms), at(175ms)});
    CHECK(samples == 3);
    CHECK(clock.cancel(*sampler));
}

TEST_CASE("clock: the jump observer is told of each move of time before it happens", "[runtime][clock]")
{
    Clock clock;
    std::vector<std::pair<Clock::TimePoint, Clock::TimePoint>> jumps;
    std::vector<Clock::TimePoint> nowSeen;
    clock.setJumpObserver([&](Clock::TimePoint from, Clock::TimePoint to) {
        jumps.emplace_back(from, to);
        nowSeen.push_back(clock.now());
    });
    CallbackTimer one([] {});
    CallbackTimer sameInstant([] {});
    CallbackTimer two([] {});
    clock.schedule(one, at(1ms));
    clock.schedule(sameInstant, at(1ms));
    clock.schedule(two, at(4ms));
    while (clock.jump() == Clock::Jump::Jumped) { }
    REQUIRE(jumps.size() == 2);
    CHECK(jumps[0] == std::pair(at(0ms), at(1ms)));
    CHECK(jumps[1] == std::pair(at(1ms), at(4ms)));
    CHECK(nowSeen == std::vector<Clock::TimePoint> {at(0ms), at(1ms)});
}

TEST_CASE("clock: a paused virtual clock does not jump", "[runtime][clock]")
{
    Clock clock(ClockDrive::Virtual, true);
    CallbackTimer timer([] {});
    clock.schedule(timer, at(1ms));
    CHECK(clock.jump() == Clock::Jump::NotNow);
    clock.resume();
    CHECK(clock.jump() == Clock::Jump::Jumped);
    CHECK(clock.now() == at(1ms));
}

TEST_CASE("clock: cancel waits for a timer that fires on another thread", "[runtime][clock][race]")
{
    Clock clock;
    std::latch firing(1);
    std::atomic<bool> goOn = false;
    std::atomic<bool> returned = false;
    CallbackTimer timer([&] {
        firing.count_down();
        while (!goOn.load())
            std::this_thread::yield();
        returned.store(true);
    });
    clock.schedule(timer, at(1ms));
    std::thread jumper([&] { clock.jump(); });
    firing.wait();
    std::thread releaser([&] { goOn.store(true); });
    CHECK_FALSE(clock.cancel(timer));
    CHECK(returned.load());
    releaser.join();
    jumper.join();
}

TEST_CASE(
    "clock: cancel waits for a timer that has scheduled itself again and is still firing", "[runtime][clock][race]")
{
    // It used to return while fired() was running, and the timer was destroyed under it.
    Clock clock;
    std::latch scheduledAgain(1);
    std::atomic<bool> goOn = false;
    std::atomic<bool> returned = false;
    std::optional<CallbackTimer> timer;
    timer.emplace([&] {
        clock.schedule(*timer, clock.now() + 1ms);
        scheduledAgain.count_down();
        while (!goOn.load())
            std::this_thread::yield();
        returned.store(true);
    });
    clock.schedule(*timer, at(1ms));
    std::thread jumper([&] { clock.jump(); });
    scheduledAgain.wait();
    std::thread releaser([&] { goOn.store(true); });
    CHECK(clock.cancel(*timer));
    CHECK(returned.load());
    CHECK(clock.pendingTimers() == 0);
    releaser.join();
    jumper.join();
}
