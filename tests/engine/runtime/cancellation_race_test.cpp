// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cancellation.h"

#include <catch2/catch_test_macros.hpp>

#include <barrier>
#include <latch>

using namespace engine;
using namespace std::chrono_literals;

TEST_CASE("cancellation: dispose of a registration waits for a callback that runs on another thread (CT-4)",
    "[cancellation][race]")
{
    CancellationSource source;
    std::latch running(1);
    std::atomic<bool> goOn = false;
    std::atomic<bool> returned = false;
    Registration registration = source.token().onCancelled([&](CancelReason) {
        running.count_down();
        while (!goOn.load())
            std::this_thread::yield();
        returned.store(true);
    });
    std::thread canceller([&] { source.cancel(); });
    running.wait();
    CHECK_FALSE(registration.unregister()); // does not wait
    CHECK_FALSE(returned.load());
    std::thread releaser([&] { goOn.store(true); });
    registration.dispose();
    CHECK(returned.load());
    releaser.join();
    canceller.join();
}

TEST_CASE("cancellation: a concurrent cancel returns without waiting for the callbacks (CT-1)", "[cancellation][race]")
{
    CancellationSource source;
    std::latch running(1);
    std::latch secondReturned(1);
    const Registration registration = source.token().onCancelled([&](CancelReason) {
        running.count_down();
        secondReturned.wait();
    });
    std::thread canceller([&] { source.cancel(CancelReason::Shutdown); });
    running.wait();
    source.cancel(CancelReason::Failure);
    secondReturned.count_down();
    canceller.join();
    CHECK(source.token().reason() == CancelReason::Shutdown);
}

TEST_CASE("cancellation: after dispose the callback is neither running nor will it run, in 5,000 races (CT-4)",
    "[cancellation][race]")
{
    constexpr int kRounds = 5'000;
    std::barrier meet(2);
    std::unique_ptr<CancellationSource> source;
    std::thread canceller([&] {
        for (int round = 0; round < kRounds; ++round) {
            meet.arrive_and_wait();
            source->cancel();
            meet.arrive_and_wait();
        }
    });
    int afterDispose = 0;
    int moreThanOnce = 0;
    for (int round = 0; round < kRounds; ++round) {
        source = std::make_unique<CancellationSource>();
        std::atomic<int> calls = 0;
        std::atomic<bool> disposed = false;
        std::atomic<int> late = 0;
        std::vector<Registration> others;
        for (int n = 0; n < round % 4; ++n)
            others.push_back(source->token().onCancelled([](CancelReason) {}));
        Registration registration = source->token().onCancelled([&](CancelReason) {
            ++calls;
            if (disposed.load())
                ++late;
        });
        meet.arrive_and_wait();
        registration.dispose();
        disposed.store(true);
        const int callsThen = calls.load();
        meet.arrive_and_wait();
        afterDispose += late.load() + calls.load() - callsThen;
        moreThanOnce += calls.load() > 1 ? 1 : 0;
    }
    canceller.join();
    CHECK(afterDispose == 0);
    CHECK(moreThanOnce == 0);
}

TEST_CASE(
    "cancellation: registering while another thread cancels runs the callback exactly once", "[cancellation][race]")
{
    constexpr int kRounds = 5'000;
    std::barrier meet(2);
    std::unique_ptr<CancellationSource> source;
    std::thread canceller([&] {
        for (int round = 0; round < kRounds; ++round) {
            meet.arrive_and_wait();
            source->cancel();
            meet.arrive_and_wait();
        }
    });
    int wrong = 0;
    for (int round = 0; round < kRounds; ++round) {
        source = std::make_unique<CancellationSource>();
        const CancellationToken token = source->token();
        std::atomic<int> calls = 0;
        meet.arrive_and_wait();
        const Registration registration = token.onCancelled([&](CancelReason) { ++calls; });
        meet.arrive_and_wait();
        wrong += calls.load() == 1 ? 0 : 1;
    }
    canceller.join();
    CHECK(wrong == 0);
}

TEST_CASE("cancellation: timer, cancel, cancelAfter, tryReset and dispose may race", "[cancellation][race]")
{
    constexpr int kRounds = 3'000;
    Clock clock;
    std::barrier meet(3);
    std::unique_ptr<CancellationSource> source;
    std::thread jumper([&] {
        for (int round = 0; round < kRounds; ++round) {
            meet.arrive_and_wait();
            clock.jump();
            meet.arrive_and_wait();
        }
    });
    std::thread rearmer([&] {
        for (int round = 0; round < kRounds; ++round) {
            meet.arrive_and_wait();
            try {
                source->cancelAfter(CancellationSource::Milliseconds(1 + round % 2));
                if (round % 3 == 0)
                    (void)source->tryReset();
            } catch (const DisposedError&) {
            }
            meet.arrive_and_wait();
        }
    });
    int leftTimers = 0;
    for (int round = 0; round < kRounds; ++round) {
        source = std::make_unique<CancellationSource>(clock, 1ms);
        meet.arrive_and_wait();
        if (round % 2 == 0)
            source->cancel();
        else
            source->dispose();
        meet.arrive_and_wait();
        source.reset();
        leftTimers += static_cast<int>(clock.pendingTimers());
    }
    jumper.join();
    rearmer.join();
    CHECK(leftTimers == 0);
}

TEST_CASE("cancellation: a callback of the timer may end the source and all its tokens", "[cancellation]")
{
    Clock clock;
    auto source = std::make_unique<CancellationSource>(clock, 1ms);
    bool ran = false;
    Registration registration;
    registration = source->token().onCancelled([&](CancelReason) {
        ran = true;
        registration = Registration();
        source.reset();
    });
    CHECK(clock.jump() == Clock::Jump::Jumped);
    CHECK(ran);
    CHECK(source == nullptr);
    CHECK(clock.pendingTimers() == 0);
}
