// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/delay.h"
#include "tests/support/pool_runtime.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <semaphore>

using namespace engine;
using namespace std::chrono_literals;

namespace {

Clock::TimePoint at(Clock::Duration time)
{
    return Clock::TimePoint(time);
}

/// A timer that a test waits for, and that remembers the time at which it fired.
class Signal {
public:
    explicit Signal(Clock& clock)
        : m_clock(clock)
    {
    }
    ~Signal() { m_clock.cancel(m_timer); }
    void schedule(Clock::TimePoint due, Timer::Kind kind = Timer::Kind::Foreground)
    {
        m_clock.schedule(m_timer, due, kind);
    }
    Clock::TimePoint wait()
    {
        m_semaphore.acquire();
        return m_time.load();
    }
    [[nodiscard]] bool hasFired() { return m_fired.load(); }

private:
    Clock& m_clock;
    std::atomic<Clock::TimePoint> m_time {};
    std::atomic<bool> m_fired = false;
    std::counting_semaphore<> m_semaphore {0};
    CallbackTimer m_timer {[this] {
        m_time.store(m_clock.now());
        m_fired.store(true);
        m_semaphore.release();
    }};
};

} // namespace

TEST_CASE("clock: real time moves on by itself and fires what is due, not before it is due", "[runtime][clock][drive]")
{
    Clock clock(ClockDrive::Real);
    Signal late(clock);
    Signal early(clock);
    const Clock::TimePoint start = clock.now();
    late.schedule(start + 2ms);
    early.schedule(start + 1ms);
    const Clock::TimePoint firedLate = late.wait();
    const Clock::TimePoint firedEarly = early.wait();
    CHECK(firedEarly >= start + 1ms);
    CHECK(firedLate >= start + 2ms);
    CHECK(firedEarly <= firedLate);
    CHECK(clock.jump() == Clock::Jump::NotNow);
}

TEST_CASE("clock: a paused real clock stands still, and goes on from there", "[runtime][clock][drive]")
{
    Clock clock(ClockDrive::Real, true);
    Signal signal(clock);
    signal.schedule(at(1us));
    CHECK(clock.now() == at(0ns));
    CHECK(clock.paused());

    const auto wallStart = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - wallStart < 1ms) { }
    CHECK(clock.now() == at(0ns));
    CHECK_FALSE(signal.hasFired());

    clock.resume();
    CHECK(signal.wait() >= at(1us));
    clock.pause();
    const Clock::TimePoint stopped = clock.now();
    CHECK(clock.now() == stopped);
}

TEST_CASE("clock: a step moves exactly to the next foreground timer", "[runtime][clock][drive]")
{
    for (const ClockDrive each : {ClockDrive::Real, ClockDrive::Virtual}) {
        Clock clock(each, true);
        Signal background(clock);
        Signal first(clock);
        Signal second(clock);
        background.schedule(at(1h), Timer::Kind::Background);
        first.schedule(at(2h));
        second.schedule(at(3h));

        clock.step();
        CHECK(background.wait() == at(1h));
        CHECK(first.wait() == at(2h));
        CHECK(clock.now() == at(2h));
        CHECK_FALSE(second.hasFired());

        clock.step();
        CHECK(second.wait() == at(3h));
        CHECK(clock.now() == at(3h));
        CHECK(clock.paused());
    }
}

TEST_CASE("clock: with no foreground timer a step moves to the next background timer", "[runtime][clock][drive]")
{
    Clock clock(ClockDrive::Real, true);
    Signal background(clock);
    background.schedule(at(1h), Timer::Kind::Background);
    clock.step();
    CHECK(background.wait() == at(1h));
    CHECK(clock.now() == at(1h));
}

TEST_CASE("clock: a step pauses a clock that was running", "[runtime][clock][drive]")
{
    Clock clock(ClockDrive::Real);
    Signal signal(clock);
    signal.schedule(at(24h));
    clock.step();
    CHECK(signal.wait() == at(24h));
    CHECK(clock.paused());
    CHECK(clock.now() == at(24h));
}

TEST_CASE("clock: resuming while a step is under way lets time run on", "[runtime][clock][drive]")
{
    // The step used to stop the clock again behind resume()'s back.
    Clock clock(ClockDrive::Real, true);
    CallbackTimer resumesFirst([&clock] { clock.resume(); });
    Signal second(clock);
    Signal third(clock);
    clock.schedule(resumesFirst, at(1h), Timer::Kind::Background);
    second.schedule(at(1h + 1us));
    third.schedule(at(1h + 2us));
    clock.step();
    CHECK(second.wait() >= at(1h + 1us));
    CHECK(third.wait() >= at(1h + 2us));
    CHECK_FALSE(clock.paused());
}

TEST_CASE("clock: the rate scales time, is clamped and can be changed at any moment", "[runtime][clock][drive]")
{
    Clock clock(ClockDrive::Real);
    CHECK(clock.rate() == 1.0);
    clock.setRate(1000.0);
    CHECK(clock.rate() == Clock::kMaxRate);
    clock.setRate(0.0);
    CHECK(clock.rate() == Clock::kMinRate);

    const auto elapsedOver = [&clock](std::chrono::nanoseconds wall) {
        const Clock::TimePoint start = clock.now();
        const auto wallStart = std::chrono::steady_clock::now();
        while (std::chrono::steady_clock::now() - wallStart < wall) { }
        return clock.now() - start;
    };
    // Only lower bounds hold on a busy machine, and an upper one for slow motion against the wall time that really
    // passed.
    clock.setRate(20.0);
    CHECK(elapsedOver(1ms) >= 19ms);
    clock.setRate(0.05);
    const auto wallStart = std::chrono::steady_clock::now();
    const Clock::Duration slow = elapsedOver(1ms);
    CHECK(slow <= (std::chrono::steady_clock::now() - wallStart) / 20 + 1us);
}

TEST_CASE("clock: a faster rate makes a pending timer fire earlier", "[runtime][clock][drive]")
{
    Clock clock(ClockDrive::Real);
    clock.setRate(0.05);
    Signal signal(clock);
    signal.schedule(clock.now() + 20ms); // 400 ms of wall time at this rate
    const auto wallStart = std::chrono::steady_clock::now();
    clock.setRate(20.0);
    CHECK(signal.wait() >= at(20ms));
    CHECK(std::chrono::steady_clock::now() - wallStart < 390ms);
}

TEST_CASE("clock: time never goes back when drive and rate change", "[runtime][clock][drive]")
{
    Clock clock(ClockDrive::Real);
    std::atomic<bool> stop = false;
    std::atomic<int> wentBack = 0;
    std::thread reader([&] {
        Clock::TimePoint last = clock.now();
        while (!stop.load()) {
            const Clock::TimePoint now = clock.now();
            if (now < last)
                ++wentBack;
            last = now;
        }
    });
    for (int n = 0; n < 500; ++n) {
        clock.setRate(n % 2 == 0 ? 20.0 : 0.05);
        clock.setDrive(n % 3 == 0 ? ClockDrive::Virtual : ClockDrive::Real);
        if (n % 5 == 0)
            clock.pause();
        else
            clock.resume();
    }
    stop.store(true);
    reader.join();
    CHECK(wentBack.load() == 0);
}

TEST_CASE("clock: the drive can be switched while a run goes on", "[runtime][clock][drive]")
{
    tests::PoolRuntime runtime(2);
    std::atomic<int> ended = 0;
    std::counting_semaphore<> firstEnded {0};
    runtime.clock().setDrive(ClockDrive::Real);
    runtime.clock().setRate(20.0);
    runtime.run([&] {
        runtime.scope().spawn([&]() -> QCoro::Task<> {
            for (int n = 0; n < 3; ++n)
                (void)co_await delay(runtime.clock(), 1ms);
            ++ended;
            firstEnded.release();
            (void)co_await delay(runtime.clock(), 1h); // nobody waits an hour: this is over in virtual time
            ++ended;
        });
        firstEnded.acquire();
        runtime.clock().setDrive(ClockDrive::Virtual);
    });
    CHECK(ended.load() == 2);
    CHECK(runtime.now() >= 1h);
    CHECK(runtime.clock().drive() == ClockDrive::Virtual);
}

TEST_CASE("clock: a virtual run can be paused, stepped and resumed", "[runtime][clock][drive]")
{
    tests::PoolRuntime runtime(2);
    std::counting_semaphore<> ticks {0};
    std::atomic<int> count = 0;
    runtime.clock().pause();
    runtime.run([&] {
        runtime.scope().spawn([&]() -> QCoro::Task<> {
            for (int n = 0; n < 10; ++n) {
                (void)co_await delay(runtime.clock(), 1min);
                ++count;
                ticks.release();
            }
        });

        runtime.settledCounts();
        CHECK(count.load() == 0);
        for (int n = 1; n <= 3; ++n) {
            runtime.settledCounts();
            while (runtime.clock().pendingForegroundTimers() == 0)
                std::this_thread::yield();
            runtime.clock().step();
            ticks.acquire();
            CHECK(count.load() == n);
            CHECK(runtime.now() == n * 1min);
        }
        runtime.clock().resume();
    });
    CHECK(count.load() == 10);
    CHECK(runtime.now() == 10min);
}

TEST_CASE(
    "clock: a step that was asked for is forgotten when time is resumed before it was made", "[runtime][clock][drive]")
{
    // It used to be kept for the next pause, and the clock's thread spun until then.
    struct Observer final : QuiescenceObserver {
        void clockChanged() override { told.release(); }
        std::counting_semaphore<> told {0};
    } observer;
    Clock clock(ClockDrive::Virtual, true);
    std::counting_semaphore<> entered {0};
    std::counting_semaphore<> goOn {0};
    CallbackTimer holdsTheThread([&] {
        entered.release();
        goOn.acquire();
    });
    Signal second(clock);
    Signal third(clock);
    clock.schedule(holdsTheThread, at(1h));
    second.schedule(at(2h));
    third.schedule(at(3h));
    clock.setQuiescenceObserver(&observer);
    clock.step();
    entered.acquire();
    clock.step(); // cannot be made yet
    clock.resume();
    clock.pause();
    goOn.release();
    clock.step();
    CHECK(second.wait() == at(2h));
    for (int change = 0; change < 3; ++change) { // the clock's thread has looked again
        while (observer.told.try_acquire()) { }
        clock.pause();
        observer.told.acquire();
    }
    CHECK_FALSE(third.hasFired());
    CHECK(clock.now() == at(2h));
    clock.setQuiescenceObserver(nullptr);
}

TEST_CASE("clock: no resume is lost, however quickly it follows a pause", "[runtime][clock][drive][race]")
{
    // A change that came while the pool was being told of the one before it used to go unnoticed, and time stood still.
    tests::PoolRuntime runtime(2);
    std::atomic<int> ended = 0;
    for (int round = 0; round < 1'000; ++round) {
        {
            const ExternalHold hold(runtime.pool());
            runtime.clock().pause();
            runtime.scope().spawn([&]() -> QCoro::Task<> {
                (void)co_await delay(runtime.clock(), 1ms);
                ++ended;
            });
        }
        for (int toggle = 0; toggle < round % 5; ++toggle) {
            runtime.clock().resume();
            runtime.clock().pause();
        }
        runtime.clock().resume();
        runtime.scope().joinFromOutside();
    }
    CHECK(ended.load() == 1'000);
}

TEST_CASE("clock: a skip runs virtually to its end and goes on as before", "[runtime][clock][drive]")
{
    const bool held = GENERATE(true, false);
    Clock clock(ClockDrive::Real, held);
    WorkerPool pool(clock, 2);
    TaskScope scope(pool);
    Clock::TimePoint woken {};
    const Clock::TimePoint start = clock.now();
    scope.spawn([&]() -> QCoro::Task<> {
        (void)co_await delay(clock, 1h);
        woken = clock.now();
    });
    clock.skip(2h);
    scope.joinFromOutside();
    CHECK(woken >= start + 1h);
    while (clock.skippingTo())
        std::this_thread::yield();
    CHECK(clock.drive() == ClockDrive::Real);
    CHECK(clock.paused() == held);
    CHECK(clock.now() >= start + 2h);
    if (held)
        CHECK(clock.now() == start + 2h);
    else
        CHECK(clock.now() < start + 3h);
}

TEST_CASE("clock: a skip ends where it is paused, and adds up with another", "[runtime][clock][drive]")
{
    Clock clock(ClockDrive::Real, true); // nobody looks if anything can run, so it only jumps when it is told to
    Signal first(clock);
    Signal second(clock);
    first.schedule(at(1h));
    second.schedule(at(5h));
    clock.skip(2h);
    CHECK(clock.skippingTo() == at(2h));
    clock.skip(2h);
    CHECK(clock.skippingTo() == at(4h));
    CHECK(clock.jump() == Clock::Jump::Jumped);
    CHECK(clock.now() == at(1h));

    SECTION("paused")
    {
        clock.pause();
        CHECK_FALSE(clock.skippingTo());
        CHECK(clock.paused());
        CHECK(clock.now() == at(1h));
        CHECK(clock.jump() == Clock::Jump::NotNow);
    }
    SECTION("to its end, which no timer marks")
    {
        CHECK(clock.jump() == Clock::Jump::Jumped);
        CHECK(clock.now() == at(4h));
        CHECK_FALSE(clock.skippingTo());
        CHECK(clock.paused());
        CHECK_FALSE(second.hasFired());
    }
    SECTION("resumed, it goes on afterwards")
    {
        clock.resume();
        CHECK(clock.skippingTo() == at(4h));
        CHECK(clock.jump() == Clock::Jump::Jumped);
        CHECK_FALSE(clock.paused());
    }
}
