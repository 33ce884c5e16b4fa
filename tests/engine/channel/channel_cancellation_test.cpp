// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/channel/channel.h"
#include "engine/runtime/delay.h"
#include "tests/engine/channel/channel_outcomes.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using tests::isCancelledBy;
using tests::VirtualRuntime;

TEST_CASE("channel: the item of a cancelled writer is never delivered, its neighbours are (CH-18)", "[channel]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    auto channel = Channel<int>::bounded(1);
    CHECK(channel.tryWrite(41));
    const auto first = runtime.startAwaiting([&] { return channel.write(42); });
    const auto second = runtime.startAwaiting([&] { return channel.write(43, token); });
    const auto third = runtime.startAwaiting([&] { return channel.write(44); });
    source.cancel();
    CHECK(isCancelledBy(runtime.finish(second), token));
    CHECK_FALSE(first.isDone());

    std::vector<int> read;
    for (int n = 0; n < 3; ++n)
        read.push_back(*runtime.await([&] { return channel.read(); }));
    CHECK(read == std::vector<int> {41, 42, 44});
    runtime.runUntilIdle();
    CHECK(first.isDone());
    CHECK(third.isDone());
    CHECK_FALSE(channel.tryRead().has_value());
}

TEST_CASE("channel: a cancelled reader in the middle is passed over (CH-3, CH-18)", "[channel]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    auto channel = Channel<int>::bounded(1);
    const auto first = runtime.startAwaiting([&] { return channel.read(); });
    const auto second = runtime.startAwaiting([&] { return channel.read(token); });
    const auto third = runtime.startAwaiting([&] { return channel.read(); });
    source.cancel();
    CHECK(channel.tryWrite(1));
    CHECK(channel.tryWrite(2));
    CHECK(runtime.finish(first) == 1);
    CHECK(isCancelledBy(runtime.finish(second), token));
    CHECK(runtime.finish(third) == 2);
}

TEST_CASE("channel: waits to read and to write can be cancelled (CH-18)", "[channel]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    auto empty = Channel<int>::bounded(1);
    auto full = Channel<int>::bounded(1);
    CHECK(full.tryWrite(1));
    const auto toRead = runtime.startAwaiting([&] { return empty.waitToRead(token); });
    const auto toWrite = runtime.startAwaiting([&] { return full.waitToWrite(token); });
    source.cancel();
    CHECK(isCancelledBy(runtime.finish(toRead), token));
    CHECK(isCancelledBy(runtime.finish(toWrite), token));
}

TEST_CASE("channel: whichever comes first wins, hand-over or cancel (CH-19, CH-20)", "[channel]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    auto channel = Channel<int>::bounded(1);
    SECTION("the hand-over: the read succeeds although its token is cancelled before it resumes")
    {
        const auto read = runtime.startAwaiting([&] { return channel.read(token); });
        CHECK(channel.tryWrite(42));
        source.cancel();
        source.cancel(); // twice has no effect either
        CHECK(runtime.finish(read) == 42);
        CHECK(channel.count() == 0);
    }
    SECTION("the cancel: the item stays for somebody else")
    {
        const auto read = runtime.startAwaiting([&] { return channel.read(token); });
        source.cancel();
        CHECK(channel.tryWrite(42));
        CHECK(isCancelledBy(runtime.finish(read), token));
        CHECK(channel.tryRead() == 42);
    }
    SECTION("the cancel, before the completion")
    {
        const auto read = runtime.startAwaiting([&] { return channel.read(token); });
        source.cancel();
        channel.complete();
        CHECK(isCancelledBy(runtime.finish(read), token));
    }
    SECTION("the completion, before the cancel")
    {
        const auto read = runtime.startAwaiting([&] { return channel.read(token); });
        channel.complete();
        source.cancel();
        const Outcome<int> item = runtime.finish(read);
        REQUIRE_FALSE(item.has_value());
        CHECK(item.error().kind == FailureKind::Closed);
    }
    SECTION("a promoted writer has written, although its token is cancelled before it resumes")
    {
        CHECK(channel.tryWrite(1));
        const auto write = runtime.startAwaiting([&] { return channel.write(2, token); });
        CHECK(channel.tryRead() == 1);
        source.cancel();
        CHECK(runtime.finish(write).has_value());
        CHECK(channel.tryRead() == 2);
    }
}

TEST_CASE("channel: a wait that has ended no longer listens to its token (CH-20)", "[channel]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    auto channel = Channel<int>::bounded(1);
    const auto read = runtime.startAwaiting([&] { return channel.read(token); });
    CHECK(channel.tryWrite(1));
    CHECK(runtime.finish(read) == 1);
    const auto next = runtime.startAwaiting([&] { return channel.read(); });
    source.cancel();
    runtime.runUntilIdle();
    CHECK_FALSE(next.isDone());
    CHECK(channel.tryWrite(2));
    CHECK(runtime.finish(next) == 2);
}

TEST_CASE(
    "channel: a read with a deadline is cancelled at its instant, with the linked token (CT-9, CH-18)", "[channel]")
{
    VirtualRuntime runtime;
    CancellationSource caller;
    CancellationSource deadline = CancellationSource::linked({caller.token()}, &runtime.clock());
    deadline.cancelAfter(30ms);
    const CancellationToken token = deadline.token();
    auto channel = Channel<int>::bounded(1);
    const Outcome<int> item = runtime.await([&] { return channel.read(token); });
    CHECK(isCancelledBy(item, token));
    CHECK(item.error().reason == CancelReason::Timeout);
    CHECK(runtime.now() == 30ms);
}

TEST_CASE("channel: readers and writers are served first come, first served (CH-11, CH-12)", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(2);
    std::vector<int> served;
    std::vector<Flow<>> flows;
    for (int n = 0; n < 6; ++n) {
        flows.push_back(runtime.start([&channel, &served, n]() -> QCoro::Task<> {
            (void)co_await channel.write(n);
            served.push_back(n);
        }));
    }
    CHECK(served == std::vector<int> {0, 1});
    std::vector<int> read;
    for (int n = 0; n < 6; ++n) {
        read.push_back(channel.tryRead().value_or(-1));
        runtime.runUntilIdle();
    }
    CHECK(read == std::vector<int> {0, 1, 2, 3, 4, 5});
    CHECK(served == std::vector<int> {0, 1, 2, 3, 4, 5});
}
