// SPDX-License-Identifier: GPL-3.0-or-later
// A channel of capacity 0: an item goes straight from one hand to the other.
#include "engine/channel/channel.h"
#include "engine/runtime/parallel_for_each.h"
#include "tests/engine/channel/channel_outcomes.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using tests::brokenSource;
using tests::isCancelledBy;
using tests::isClosed;
using tests::VirtualRuntime;

namespace {

Channel<int> rendezvous(FullMode fullMode = FullMode::Wait, Channel<int>::DropCallback dropped = {})
{
    return Channel<int>::bounded(0, fullMode, std::move(dropped));
}

/// Reads `channel` to its end into `items`.
QCoro::Task<> collect(Channel<int> channel, CancellationToken token, std::vector<int>& items)
{
    auto all = channel.readAll(std::move(token));
    auto begin = all.begin();
    auto item = co_await begin;
    while (item != all.end()) {
        items.push_back(*item);
        auto increment = ++item;
        co_await increment;
    }
}

} // namespace

TEST_CASE("CR.1 channel: at a rendezvous the count is always 0, and each read completes one write, in order",
    "[channel][rendezvous][conformance]")
{
    VirtualRuntime runtime;
    auto channel = rendezvous();
    CHECK(channel.capacity() == 0);
    CHECK(channel.count() == 0);
    const auto first = runtime.startAwaiting([&] { return channel.write(1); });
    const auto second = runtime.startAwaiting([&] { return channel.write(2); });
    CHECK(channel.count() == 0);
    CHECK_FALSE(first.isDone());

    CHECK(runtime.await([&] { return channel.read(); }) == 1);
    runtime.runUntilIdle();
    CHECK(channel.count() == 0);
    CHECK(first.isDone());
    CHECK_FALSE(second.isDone());

    CHECK(runtime.await([&] { return channel.read(); }) == 2);
    runtime.runUntilIdle();
    CHECK(second.isDone());
    CHECK(channel.count() == 0);
    CHECK(channel.peakCount() == 0);
}

TEST_CASE("CR.2 channel: at a rendezvous, tries that meet nobody fail", "[channel][rendezvous][conformance]")
{
    auto channel = rendezvous();
    for (int n = 0; n < 3; ++n) {
        CHECK_FALSE(channel.tryWrite(42));
        CHECK_FALSE(channel.tryRead().has_value());
    }
}

TEST_CASE("CR.6 channel: at a rendezvous a read that waits ends the waits to write",
    "[channel][rendezvous][conformance]")
{
    VirtualRuntime runtime;
    auto channel = rendezvous();
    const auto first = runtime.startAwaiting([&] { return channel.waitToWrite(); });
    const auto second = runtime.startAwaiting([&] { return channel.waitToWrite(); });
    runtime.runUntilIdle();
    CHECK_FALSE(first.isDone());
    CHECK_FALSE(second.isDone());

    const auto read = runtime.startAwaiting([&] { return channel.read(); });
    CHECK(runtime.finish(first) == true);
    CHECK(runtime.finish(second) == true);
    const auto third = runtime.startAwaiting([&] { return channel.waitToWrite(); });
    REQUIRE(third.isDone());
    CHECK(third.result() == true);
    CHECK_FALSE(read.isDone());
    CHECK(channel.tryWrite(7));
    CHECK(runtime.finish(read) == 7);
}

TEST_CASE("channel: a try meets the oldest that waits on the other side (CH-24)", "[channel][rendezvous]")
{
    VirtualRuntime runtime;
    auto channel = rendezvous();
    SECTION("a try to write, the oldest read")
    {
        const auto first = runtime.startAwaiting([&] { return channel.read(); });
        const auto second = runtime.startAwaiting([&] { return channel.read(); });
        CHECK(channel.tryWrite(1));
        runtime.runUntilIdle();
        CHECK_FALSE(second.isDone());
        CHECK(channel.tryWrite(2));
        CHECK_FALSE(channel.tryWrite(3));
        CHECK(runtime.finish(first) == 1);
        CHECK(runtime.finish(second) == 2);
    }
    SECTION("a try to read, the oldest write")
    {
        const auto first = runtime.startAwaiting([&] { return channel.write(1); });
        const auto second = runtime.startAwaiting([&] { return channel.write(2); });
        CHECK(channel.tryPeek() == 1);
        CHECK(channel.tryPeek() == 1); // it takes nothing (CH-13)
        CHECK(channel.tryRead() == 1);
        CHECK(channel.tryRead() == 2);
        CHECK_FALSE(channel.tryPeek().has_value());
        CHECK_FALSE(channel.tryRead().has_value());
        CHECK(runtime.finish(first).has_value());
        CHECK(runtime.finish(second).has_value());
    }
}

TEST_CASE("channel: a write that waits ends every wait to read, and leaves its item to be read (CH-12, CH-24)",
    "[channel][rendezvous]")
{
    VirtualRuntime runtime;
    auto channel = rendezvous();
    const auto first = runtime.startAwaiting([&] { return channel.waitToRead(); });
    const auto second = runtime.startAwaiting([&] { return channel.waitToRead(); });
    const auto write = runtime.startAwaiting([&] { return channel.write(5); });
    CHECK(runtime.finish(first) == true);
    CHECK(runtime.finish(second) == true);
    const auto third = runtime.startAwaiting([&] { return channel.waitToRead(); });
    REQUIRE(third.isDone());
    CHECK(third.result() == true);
    CHECK_FALSE(write.isDone());
    CHECK(channel.tryRead() == 5);
    CHECK(runtime.finish(write).has_value());
}

TEST_CASE("channel: waits to read and to write do not meet without an item or a read (CH-24)", "[channel][rendezvous]")
{
    VirtualRuntime runtime;
    auto channel = rendezvous();
    const auto toRead = runtime.startAwaiting([&] { return channel.waitToRead(); });
    const auto toWrite = runtime.startAwaiting([&] { return channel.waitToWrite(); });
    runtime.runToTheEnd();
    CHECK_FALSE(toRead.isDone());
    CHECK_FALSE(toWrite.isDone());
    channel.complete();
    CHECK(runtime.finish(toRead) == false);
    CHECK(runtime.finish(toWrite) == false);
}

TEST_CASE("channel: in a drop mode an item that meets no read is dropped, the new one in every mode (CH-24)",
    "[channel][rendezvous]")
{
    for (const FullMode mode : {FullMode::DropWrite, FullMode::DropNewest, FullMode::DropOldest}) {
        VirtualRuntime runtime;
        std::vector<int> dropped;
        auto channel = rendezvous(mode, [&dropped](int item) { dropped.push_back(item); });
        const auto room = runtime.startAwaiting([&] { return channel.waitToWrite(); });
        REQUIRE(room.isDone());
        CHECK(room.result() == true);
        CHECK(channel.tryWrite(1));
        const auto write = runtime.startAwaiting([&] { return channel.write(2); });
        REQUIRE(write.isDone());
        CHECK(write.result().has_value());
        CHECK(dropped == std::vector<int> {1, 2});
        CHECK_FALSE(channel.tryRead().has_value());

        const auto read = runtime.startAwaiting([&] { return channel.read(); });
        CHECK(channel.tryWrite(3));
        CHECK(runtime.finish(read) == 3);
        CHECK(dropped == std::vector<int> {1, 2});
    }
}

TEST_CASE("channel: completed, a rendezvous is over at once, and whoever waits at it fails (CH-15, CH-16)",
    "[channel][rendezvous]")
{
    VirtualRuntime runtime;
    auto channel = rendezvous();
    SECTION("writers, whose items are lost")
    {
        const auto write = runtime.startAwaiting([&] { return channel.write(1); });
        channel.complete();
        CHECK(channel.completion().isOver());
        CHECK(isClosed(runtime.finish(write), false));
        CHECK_FALSE(channel.tryRead().has_value());
        CHECK_FALSE(channel.tryPeek().has_value());
    }
    SECTION("readers, and a wait to write, which gets the raw error")
    {
        auto other = rendezvous();
        const auto wait = runtime.startAwaiting([&] { return other.waitToWrite(); });
        const auto read = runtime.startAwaiting([&] { return channel.read(); });
        channel.complete(brokenSource());
        other.complete(brokenSource());
        CHECK(isClosed(runtime.finish(read), true));
        const Outcome<bool> room = runtime.finish(wait);
        REQUIRE_FALSE(room.has_value());
        CHECK(room.error().kind == FailureKind::Unavailable);
        CHECK(channel.completion().result().error().kind == FailureKind::Unavailable);
    }
}

TEST_CASE("channel: whoever is cancelled at a rendezvous is passed over, the neighbours are not (CH-18)",
    "[channel][rendezvous]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    auto channel = rendezvous();
    SECTION("a writer, whose item is never delivered")
    {
        const auto first = runtime.startAwaiting([&] { return channel.write(42); });
        const auto second = runtime.startAwaiting([&] { return channel.write(43, token); });
        const auto third = runtime.startAwaiting([&] { return channel.write(44); });
        source.cancel();
        CHECK(isCancelledBy(runtime.finish(second), token));
        CHECK(channel.tryRead() == 42);
        CHECK(channel.tryRead() == 44);
        CHECK_FALSE(channel.tryRead().has_value());
        CHECK(runtime.finish(first).has_value());
        CHECK(runtime.finish(third).has_value());
    }
    SECTION("a reader")
    {
        const auto first = runtime.startAwaiting([&] { return channel.read(token); });
        const auto second = runtime.startAwaiting([&] { return channel.read(); });
        source.cancel();
        CHECK(channel.tryWrite(1));
        CHECK_FALSE(channel.tryWrite(2)); // nobody is left to take it
        CHECK(isCancelledBy(runtime.finish(first), token));
        CHECK(runtime.finish(second) == 1);
    }
    SECTION("waits")
    {
        const auto toRead = runtime.startAwaiting([&] { return channel.waitToRead(token); });
        const auto toWrite = runtime.startAwaiting([&] { return channel.waitToWrite(token); });
        source.cancel();
        CHECK(isCancelledBy(runtime.finish(toRead), token));
        CHECK(isCancelledBy(runtime.finish(toWrite), token));
    }
    SECTION("with a token cancelled beforehand, although somebody waits on the other side (CH-2)")
    {
        source.cancel();
        const auto write = runtime.startAwaiting([&] { return channel.write(1); });
        CHECK(isCancelledBy(runtime.await([&] { return channel.read(token); }), token));
        CHECK(isCancelledBy(runtime.await([&] { return channel.waitToRead(token); }), token));
        CHECK_FALSE(write.isDone());
        CHECK(channel.tryRead() == 1);
        CHECK(runtime.finish(write).has_value());
    }
}

TEST_CASE("channel: at a rendezvous whichever comes first wins, hand-over or cancel (CH-19)", "[channel][rendezvous]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    auto channel = rendezvous();
    SECTION("the hand-over: both sides have succeeded, although the token is cancelled before they resume")
    {
        const auto write = runtime.startAwaiting([&] { return channel.write(42, token); });
        CHECK(channel.tryRead() == 42);
        source.cancel();
        CHECK(runtime.finish(write).has_value());
    }
    SECTION("the cancel: the item is gone with its writer")
    {
        const auto write = runtime.startAwaiting([&] { return channel.write(42, token); });
        source.cancel();
        CHECK_FALSE(channel.tryRead().has_value());
        CHECK(isCancelledBy(runtime.finish(write), token));
    }
    SECTION("the cancel of a read that had woken a wait to write: true meant that moment only")
    {
        const auto wait = runtime.startAwaiting([&] { return channel.waitToWrite(); });
        const auto read = runtime.startAwaiting([&] { return channel.read(token); });
        source.cancel();
        CHECK(isCancelledBy(runtime.finish(read), token));
        CHECK(runtime.finish(wait) == true);
        CHECK_FALSE(channel.tryWrite(1));
    }
}

TEST_CASE("channel: readAll at a rendezvous gives each item to be had, and its writer goes on when it is taken (AS-6)",
    "[channel][rendezvous]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    auto channel = rendezvous();
    std::vector<int> items;
    const auto reader = runtime.start([&] { return collect(channel, token, items); });
    int written = 0;
    const auto writer = runtime.start([&]() -> QCoro::Task<> {
        for (int n = 0; n < 100; ++n) {
            (void)co_await channel.write(n);
            ++written;
        }
    });
    runtime.finish(writer);
    runtime.runUntilIdle();
    CHECK(written == 100);
    REQUIRE(items.size() == 100);
    CHECK(items.back() == 99);
    CHECK_FALSE(reader.isDone());
    SECTION("it ends with the channel (AS-2)")
    {
        channel.complete();
        runtime.finish(reader);
        CHECK(reader.status() == FlowStatus::Succeeded);
    }
    SECTION("with the error that the channel was completed with")
    {
        channel.complete(brokenSource());
        CHECK_THROWS_AS(runtime.finish(reader), ChannelError);
    }
    SECTION("and with its token (AS-1)")
    {
        source.cancel();
        runtime.runUntilIdle();
        CHECK(reader.status() == FlowStatus::Cancelled);
        CHECK(reader.state().cancelTokenId() == token.id());
        CHECK_FALSE(channel.completion().isOver()); // the channel goes on (AS-5)
    }
}

TEST_CASE("channel: parallelForEach takes from a rendezvous, an item for each body that is free",
    "[channel][rendezvous]")
{
    VirtualRuntime runtime;
    auto channel = rendezvous();
    Semaphore gate(0);
    int started = 0;
    const auto loop = runtime.start([&]() -> QCoro::Task<FlowStatus> {
        ForEachOptions options;
        options.maxDegreeOfParallelism = 2;
        auto all = parallelForEach(
            runtime.executor(), channel, options, [&](int, const CancellationToken&) -> QCoro::Task<> {
                ++started;
                (void)co_await gate.acquire();
            });
        const ForEachResult result = co_await all;
        co_return result.status;
    });
    int written = 0;
    const auto writer = runtime.start([&]() -> QCoro::Task<> {
        for (int n = 0; n < 5; ++n) {
            (void)co_await channel.write(n);
            ++written;
        }
        channel.complete();
    });
    runtime.runUntilIdle();
    CHECK(started == 2);
    CHECK(written == 2); // the third waits until a body is free: nothing lies in between
    gate.release(5);
    CHECK(runtime.finish(loop) == FlowStatus::Succeeded);
    CHECK(writer.isDone());
    CHECK(started == 5);
}

TEST_CASE("channel: a capacity that is lowered to 0 keeps what is buffered, and one that is raised lets writers in",
    "[channel][rendezvous]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(2);
    CHECK(channel.tryWrite(1));
    channel.setCapacity(0);
    const auto second = runtime.startAwaiting([&] { return channel.write(2); });
    const auto third = runtime.startAwaiting([&] { return channel.write(3); });
    CHECK(channel.tryRead() == 1);
    CHECK(channel.tryRead() == 2);
    CHECK(channel.count() == 0);
    channel.setCapacity(1);
    CHECK(channel.count() == 1);
    CHECK(runtime.finish(second).has_value());
    CHECK(runtime.finish(third).has_value());
    CHECK(channel.tryRead() == 3);
}
