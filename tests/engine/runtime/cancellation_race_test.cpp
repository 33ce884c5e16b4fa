// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cancellation.h"
#include "tests/support/race.h"

#include <catch2/catch_test_macros.hpp>

#include <latch>

using namespace engine;
using namespace std::chrono_literals;
using tests::Race;

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
    std::unique_ptr<CancellationSource> source;
    Race race({[&](int) { source->cancel(); }});
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
        int callsThen = 0;
        race.round([&] {
            registration.dispose();
            disposed.store(true);
            callsThen = calls.load();
        });
        afterDispose += late.load() + calls.load() - callsThen;
        moreThanOnce += calls.load() > 1 ? 1 : 0;
    }
    CHECK(afterDispose == 0);
    CHECK(moreThanOnce == 0);
}

TEST_CASE(
    "cancellation: registering while another thread cancels runs the callback exactly once", "[cancellation][race]")
{
    constexpr int kRounds = 5'000;
    std::unique_ptr<CancellationSource> source;
    Race race({[&](int) { source->cancel(); }});
    int wrong = 0;
    for (int round = 0; round < kRounds; ++round) {
        source = std::make_unique<CancellationSource>();
        const CancellationToken token = source->token();
        std::atomic<int> calls = 0;
        Registration registration;
        race.round([&] { registration = token.onCancelled([&](CancelReason) { ++calls; }); });
        wrong += calls.load() == 1 ? 0 : 1;
    }
    CHECK(wrong == 0);
}

TEST_CASE("cancellation: timer, cancel, cancelAfter, tryReset and dispose may race", "[cancellation][race]")
{
    constexpr int kRounds = 3'000;
    Clock clock;
    std::unique_ptr<CancellationSource> source;
    const auto jump = [&](int) { clock.jump(); };
    const auto rearm = [&](int round) {
        try {
            source->cancelAfter(CancellationSource::Milliseconds(1 + round % 2));
            if (round % 3 == 0)
                (void)source->tryReset();
        } catch (const DisposedError&) {
        }
    };
    Race race({jump, rearm});
    int leftTimers = 0;
    for (int round = 0; round < kRounds; ++round) {
        source = std::make_unique<CancellationSource>(clock, 1ms);
        race.round([&] {
            if (round % 2 == 0)
                source->cancel();
            else
                source->dispose();
        });
        source.reset();
        leftTimers += static_cast<int>(clock.pendingTimers());
    }
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
