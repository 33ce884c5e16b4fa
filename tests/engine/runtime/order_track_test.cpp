// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/channel/channel.h"
#include "engine/order/submission.h"
#include "engine/runtime/delay.h"
#include "engine/runtime/semaphore.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using tests::VirtualRuntime;

namespace {

constexpr auto kValidate = OrderPlace::Validate;

struct Followed {
    VirtualRuntime runtime;
    OrderTracks tracks {runtime.clock()};
    OrderTrack& track = tracks.add({.id = 7, .customer = "c-7", .totalCents = 100}, 0ns);

    [[nodiscard]] OrderActivity activity() const { return track.read().activity; }
    [[nodiscard]] std::chrono::nanoseconds time(OrderActivity activity) const { return track.time(activity, runtime.now()); }
    int visible() // tracks of orders and orphans
    {
        int count = 0;
        tracks.forEach([&](const OrderTrack& each) {
            const auto kind = each.read().kind;
            count += kind == OrderTrack::Kind::Order || kind == OrderTrack::Kind::Orphan ? 1 : 0;
        });
        return count;
    }
};

/// A flow that works for the order until it has waited for all of `awaiters`.
template <typename... Awaiters>
auto workFor(Followed& followed, Awaiters... awaiters)
{
    return followed.runtime.spawn([&followed, awaiters...]() -> QCoro::Task<> {
        Strand::current()->bind(followed.track);
        followed.track.beginCall(kValidate);
        (..., (void)co_await awaiters());
    });
}

} // namespace

TEST_CASE("order track: what its flow waits for is what the order does, and its time adds up", "[runtime][orders]")
{
    Followed followed;
    Semaphore permits(0);
    const auto flow = workFor(
        followed, [&] { return permits.acquire(); }, [&] { return delay(followed.runtime.clock(), 30ms); },
        [&] { return delay(followed.runtime.clock(), 5ms, CancellationToken::none(), OrderActivity::BackingOff); });
    CHECK(followed.activity() == OrderActivity::Queued);

    followed.runtime.advance(10ms); // nobody gives a permit
    CHECK(followed.activity() == OrderActivity::WaitingForPermit);
    CHECK(followed.track.read().place == kValidate);
    CHECK(followed.track.read().attempt == 1);

    permits.release();
    CHECK(followed.activity() == OrderActivity::WaitingForWorker);
    while (followed.runtime.executor().runOne()) { }
    CHECK(followed.activity() == OrderActivity::Suspended);
    followed.runtime.advance(30ms);
    CHECK(followed.activity() == OrderActivity::BackingOff);
    followed.runtime.advance(2ms);
    CHECK(followed.time(OrderActivity::BackingOff) == 2ms);
    followed.runtime.finish(flow);

    CHECK(followed.time(OrderActivity::Queued) == 0ms);
    CHECK(followed.time(OrderActivity::WaitingForPermit) == 10ms);
    CHECK(followed.time(OrderActivity::Suspended) == 30ms);
    CHECK(followed.time(OrderActivity::BackingOff) == 5ms);
    CHECK(followed.time(OrderActivity::WaitingForWorker) == 0ms);
}

TEST_CASE("order track: an order whose strand no worker takes waits for a worker", "[runtime][orders]")
{
    Followed followed;
    Semaphore permits(0);
    const auto flow = workFor(followed, [&] { return permits.acquire(); });
    followed.runtime.runUntilIdle();
    permits.release();
    CallbackTimer later([] {});
    followed.runtime.clock().schedule(later, followed.runtime.clock().now() + 20ms);
    followed.runtime.clock().jump(); // while the strand is ready, and nobody runs it
    CHECK(followed.time(OrderActivity::WaitingForWorker) == 20ms);
    followed.runtime.finish(flow);
    CHECK(followed.time(OrderActivity::WaitingForWorker) == 20ms);
}

TEST_CASE("order track: a wait that is over at once is no wait", "[runtime][orders]")
{
    Followed followed;
    Semaphore permits(1);
    OrderActivity after = OrderActivity::Queued;
    const auto flow = followed.runtime.spawn([&]() -> QCoro::Task<> {
        Strand::current()->bind(followed.track);
        followed.track.beginCall(kValidate);
        (void)co_await permits.acquire();
        after = followed.activity();
    });
    followed.runtime.finish(flow);
    CHECK(after == OrderActivity::Running);
}

TEST_CASE("order track: a channel says when it takes an order in and when it gives it out", "[runtime][orders]")
{
    Followed followed;
    auto channel = Channel<Submission>::bounded(1);
    Submission submission;
    submission.track = &followed.track;

    SECTION("to a reader that comes later")
    {
        REQUIRE(channel.tryMove(submission));
        CHECK(followed.track.read().place == OrderPlace::Channel);
        CHECK(followed.activity() == OrderActivity::Queued);
        REQUIRE(channel.tryRead());
        CHECK(followed.track.read().place == kValidate);
    }
    SECTION("to a reader that waits, which needs a worker")
    {
        const auto reader = followed.runtime.startAwaiting([&] { return channel.read(); });
        REQUIRE(channel.tryMove(submission));
        CHECK(followed.track.read().place == kValidate);
        CHECK(followed.activity() == OrderActivity::WaitingForWorker);
        REQUIRE(followed.runtime.finish(reader));
    }
    SECTION("not while it is full")
    {
        Submission other;
        REQUIRE(channel.tryMove(other));
        REQUIRE_FALSE(channel.tryMove(submission));
        CHECK(followed.track.read().place == OrderPlace::Intake);
    }
}

TEST_CASE("order track: a call in a flow of its own is the order's, until the order leaves it", "[runtime][orders]")
{
    Followed followed;
    Semaphore permits(0);
    CallBranch branch;
    Flow<> call;
    const auto flow = followed.runtime.start([&]() -> QCoro::Task<> {
        Strand::current()->bind(followed.track);
        followed.track.beginCall(kValidate);
        const CallBranch::Start start(branch);
        call = followed.runtime.start([&]() -> QCoro::Task<> {
            (void)co_await permits.acquire();
            branch.end();
        });
        co_return;
    });
    CHECK(followed.activity() == OrderActivity::WaitingForPermit);
    CHECK(followed.visible() == 1);

    SECTION("it ends first")
    {
        permits.release();
        CHECK(followed.activity() == OrderActivity::WaitingForWorker);
        followed.runtime.finish(call);
        CHECK(followed.visible() == 1);
        CHECK(followed.activity() == OrderActivity::Running);
    }
    SECTION("it is left")
    {
        branch.leave(true);
        CHECK(followed.visible() == 2);
        CHECK(followed.activity() == OrderActivity::Running);
        permits.release();
        CHECK(followed.activity() == OrderActivity::Running); // what the call does is its own business now
        followed.track.end(OrderActivity::Cancelled, Phrase("left"));
        followed.runtime.finish(call);
        CHECK(followed.visible() == 1); // the order, ended
        CHECK(followed.track.read().place == OrderPlace::Ended);
        CHECK(followed.track.why().text() == "left");
    }
}

TEST_CASE("order track: what a strand does for several orders happens to each of them", "[runtime][orders]")
{
    Followed followed;
    OrderTrack& other = followed.tracks.add({.id = 8, .customer = {}, .totalCents = 0}, 0ns);
    const auto flow = followed.runtime.spawn([&]() -> QCoro::Task<> {
        Strand::current()->bind(followed.track);
        Strand::current()->bind(other);
        (void)co_await delay(followed.runtime.clock(), 10ms);
        Strand::current()->unbind(followed.track);
        Strand::current()->unbind(other);
        (void)co_await delay(followed.runtime.clock(), 10ms);
    });
    followed.runtime.advance(5ms);
    CHECK(followed.activity() == OrderActivity::Suspended);
    CHECK(other.read().activity == OrderActivity::Suspended);
    followed.runtime.finish(flow);
    CHECK(followed.time(OrderActivity::Suspended) == 10ms);
    CHECK(other.time(OrderActivity::Suspended, followed.runtime.now()) == 10ms);
}
