// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/channel/channel.h"
#include "tests/engine/channel/channel_outcomes.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using tests::brokenSource;
using tests::isClosed;
using tests::VirtualRuntime;

TEST_CASE("CU.1 channel: completion waits for the items that are left", "[channel][conformance]")
{
    auto channel = Channel<int>::unbounded();
    CHECK(channel.tryWrite(42));
    channel.complete();
    CHECK_FALSE(channel.completion().isOver());
    CHECK(channel.tryRead() == 42);
    CHECK(channel.completion().isOver());
    CHECK(channel.completion().result().has_value());
}

TEST_CASE("CU.2 channel: what was written before completion can all be read", "[channel][conformance]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::unbounded();
    for (int n = 0; n < 10; ++n)
        CHECK(channel.tryWrite(n));
    channel.complete();
    for (int n = 0; n < 10; ++n)
        CHECK(runtime.await([&] { return channel.read(); }) == n);
    const auto late = runtime.startAwaiting([&] { return channel.read(); });
    REQUIRE(late.isDone());
    CHECK(isClosed(late.result(), false));
}

TEST_CASE("channel: the completion ends with the raw error, after the drain (CH-15, CH-17)", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(4);
    CHECK(channel.tryWrite(1));
    CHECK(channel.tryWrite(2));
    const auto over = runtime.startAwaiting([&] { return channel.completion().wait(); });
    channel.complete(brokenSource());
    CHECK(runtime.await([&] { return channel.waitToRead(); }) == true);
    CHECK(runtime.await([&] { return channel.read(); }) == 1);
    CHECK_FALSE(channel.completion().isOver());
    CHECK(channel.tryRead() == 2);
    const Outcome<void> result = runtime.finish(over);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().kind == FailureKind::Unavailable);
    CHECK(isClosed(runtime.await([&] { return channel.read(); }), true));
}

TEST_CASE("channel: an error that is a cancellation is delivered as cancellation (CH-1, CH-15)", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(1);
    channel.complete(Failure::cancelled(CancelReason::Shutdown, 77));
    const auto isTheCancellation = [](const auto& outcome) {
        return !outcome && outcome.error().isCancelled() && outcome.error().tokenId == 77;
    };
    CHECK(isTheCancellation(runtime.await([&] { return channel.read(); })));
    CHECK(isTheCancellation(runtime.await([&] { return channel.write(1); })));
    CHECK(isTheCancellation(runtime.await([&] { return channel.waitToRead(); })));
    CHECK(isTheCancellation(runtime.await([&] { return channel.waitToWrite(); })));
    CHECK(isTheCancellation(channel.completion().result()));
}

TEST_CASE("channel: completion fails the blocked readers, and waits to read end false (CH-16)", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(1);
    const auto read = runtime.startAwaiting([&] { return channel.read(); });
    const auto wait = runtime.startAwaiting([&] { return channel.waitToRead(); });
    channel.complete();
    CHECK(isClosed(runtime.finish(read), false));
    CHECK(runtime.finish(wait) == false);
}

TEST_CASE("channel: completion fails the blocked writers, whose items are lost (CH-16)", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(1);
    CHECK(channel.tryWrite(1));
    const auto write = runtime.startAwaiting([&] { return channel.write(2); });
    const auto wait = runtime.startAwaiting([&] { return channel.waitToWrite(); });
    channel.complete(brokenSource());
    CHECK(isClosed(runtime.finish(write), true));
    const Outcome<bool> room = runtime.finish(wait);
    REQUIRE_FALSE(room.has_value());
    CHECK(room.error().kind == FailureKind::Unavailable); // a wait gets the raw error
    CHECK(channel.tryRead() == 1);
    CHECK_FALSE(channel.tryRead().has_value());
}

TEST_CASE("channel: waiters get the raw error of the completion (CH-16)", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(1);
    const auto read = runtime.startAwaiting([&] { return channel.read(); });
    const auto wait = runtime.startAwaiting([&] { return channel.waitToRead(); });
    channel.complete(brokenSource());
    CHECK(isClosed(runtime.finish(read), true));
    const Outcome<bool> more = runtime.finish(wait);
    REQUIRE_FALSE(more.has_value());
    CHECK(more.error().kind == FailureKind::Unavailable);
}

TEST_CASE("channel: a single-reader channel does not count (CH-13)", "[channel]")
{
    auto channel = Channel<int>::unboundedSingleReader();
    CHECK(channel.tryWrite(1));
    CHECK_THROWS_AS(channel.count(), std::logic_error);
}

TEST_CASE("channel: an unbounded channel takes every write until it is completed (CH-22)", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::unbounded();
    int accepted = 0;
    for (int n = 0; n < 10'000; ++n)
        accepted += channel.tryWrite(n) ? 1 : 0;
    CHECK(accepted == 10'000);
    CHECK(channel.count() == 10'000);
    CHECK(channel.capacity() == Channel<int>::kUnbounded);
    const auto wait = runtime.startAwaiting([&] { return channel.waitToWrite(); });
    const auto write = runtime.startAwaiting([&] { return channel.write(1); });
    CHECK(wait.isDone());
    CHECK(write.isDone());
    channel.complete();
    CHECK_FALSE(channel.tryWrite(2));
}

TEST_CASE("channel: with a single reader, a second read or wait cancels the one before it (CH-23)", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::unboundedSingleReader();
    const auto first = runtime.startAwaiting([&] { return channel.read(); });
    const auto second = runtime.startAwaiting([&] { return channel.waitToRead(); });
    runtime.runUntilIdle();
    REQUIRE(first.isDone());
    REQUIRE_FALSE(first.result().has_value());
    CHECK(first.result().error().isCancelled());
    CHECK_FALSE(second.isDone());

    const auto third = runtime.startAwaiting([&] { return channel.read(); });
    runtime.runUntilIdle();
    REQUIRE(second.isDone());
    REQUIRE_FALSE(second.result().has_value());
    CHECK(second.result().error().isCancelled());

    CHECK(channel.tryWrite(42));
    CHECK(runtime.finish(third) == 42);
}
