// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every kind of channel.
#include "engine/channel/channel.h"
#include "tests/engine/channel/channel_outcomes.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>

#include <utility>

using namespace engine;
using tests::brokenSource;
using tests::VirtualRuntime;

namespace {

std::vector<Channel<int>> eachBufferingKind()
{
    return {Channel<int>::bounded(1), Channel<int>::bounded(1, FullMode::DropOldest), Channel<int>::unbounded(),
        Channel<int>::unboundedSingleReader()};
}

std::vector<Channel<int>> eachKind()
{
    std::vector<Channel<int>> kinds = eachBufferingKind();
    kinds.push_back(Channel<int>::bounded(0));
    kinds.push_back(Channel<int>::bounded(0, FullMode::DropOldest));
    return kinds;
}

} // namespace

TEST_CASE("CA.1 channel: the completion is one object, pending and then over", "[channel][conformance]")
{
    for (Channel<int>& channel : eachKind()) {
        const ChannelCompletion* const before = &channel.completion();
        CHECK_FALSE(channel.completion().isOver());
        channel.complete();
        CHECK(&channel.completion() == before);
        CHECK(channel.completion().isOver());
        CHECK(channel.completion().result().has_value());
    }
}

TEST_CASE("CA.3 channel: completing twice", "[channel][conformance]")
{
    for (Channel<int>& channel : eachKind()) {
        channel.complete();
        CHECK_THROWS_AS(channel.complete(), ChannelClosedError);
    }
    for (Channel<int>& channel : eachKind()) {
        CHECK(channel.tryComplete());
        CHECK_FALSE(channel.tryComplete());
        CHECK_FALSE(channel.tryComplete(brokenSource()));
        CHECK(channel.completion().result().has_value()); // the error that came late is ignored (CH-14)
    }
}

TEST_CASE("CA.6 channel: waitToRead before and after completion", "[channel][conformance]")
{
    for (Channel<int>& channel : eachKind()) {
        VirtualRuntime runtime;
        const auto before = runtime.startAwaiting([&] { return channel.waitToRead(); });
        CHECK_FALSE(before.isDone());
        channel.complete();
        CHECK(runtime.finish(before) == false);

        const auto after = runtime.startAwaiting([&] { return channel.waitToRead(); });
        REQUIRE(after.isDone());
        CHECK(after.result() == false);
    }
}

TEST_CASE("CA.7 channel: waitToWrite after completion is false at once", "[channel][conformance]")
{
    for (Channel<int>& channel : eachKind()) {
        VirtualRuntime runtime;
        channel.complete();
        const auto wait = runtime.startAwaiting([&] { return channel.waitToWrite(); });
        REQUIRE(wait.isDone());
        CHECK(wait.result() == false);
    }
}

TEST_CASE("CA.8 channel: readers satisfy a hundred waits to write", "[channel][conformance]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(1);
    CHECK(channel.tryWrite(0));
    std::vector<Flow<Outcome<bool>>> writers;
    for (int n = 1; n <= 100; ++n) {
        writers.push_back(runtime.start([&channel, n]() -> QCoro::Task<Outcome<bool>> {
            for (;;) { // a woken waiter may find the slot gone (CH-9)
                const Outcome<bool> room = co_await channel.waitToWrite();
                if (!room || !*room || channel.tryWrite(n))
                    co_return room;
            }
        }));
        CHECK_FALSE(writers.back().isDone());
    }
    int sum = 0;
    for (int n = 0; n <= 100; ++n) {
        const Outcome<int> item = runtime.await([&] { return channel.read(); });
        sum += *item;
        runtime.runUntilIdle();
    }
    CHECK(sum == 5050);
    int woken = 0;
    for (const auto& writer : writers)
        woken += writer.isDone() && writer.result() == true ? 1 : 0;
    CHECK(woken == 100);
}

TEST_CASE("channel: a freed slot wakes every wait to write (CH-9)", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(1);
    CHECK(channel.tryWrite(0));
    std::vector<Flow<Outcome<bool>>> waits;
    for (int n = 0; n < 5; ++n)
        waits.push_back(runtime.startAwaiting([&] { return channel.waitToWrite(); }));
    CHECK(channel.tryRead() == 0);
    runtime.runUntilIdle();
    int woken = 0;
    for (const auto& wait : waits)
        woken += wait.isDone() && wait.result() == true ? 1 : 0;
    CHECK(woken == 5);
}

TEST_CASE("channel: a slot that a blocked writer takes wakes no wait to write (CH-10)", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(1);
    CHECK(channel.tryWrite(0));
    const auto wait = runtime.startAwaiting([&] { return channel.waitToWrite(); });
    const auto write = runtime.startAwaiting([&] { return channel.write(1); });
    CHECK(channel.tryRead() == 0);
    runtime.runUntilIdle();
    CHECK(write.isDone());
    CHECK_FALSE(wait.isDone());
    CHECK(channel.tryRead() == 1);
    CHECK(runtime.finish(wait) == true);
}

TEST_CASE("channel: waitToWrite is true at once where there is room, and in every drop mode (CH-9, CH-22)", "[channel]")
{
    VirtualRuntime runtime;
    for (const FullMode mode : {FullMode::DropWrite, FullMode::DropNewest, FullMode::DropOldest}) {
        auto channel = Channel<int>::bounded(1, mode);
        CHECK(channel.tryWrite(0));
        const auto wait = runtime.startAwaiting([&] { return channel.waitToWrite(); });
        REQUIRE(wait.isDone());
        CHECK(wait.result() == true);
    }
    auto roomy = Channel<int>::bounded(2);
    CHECK(roomy.tryWrite(0));
    const auto wait = runtime.startAwaiting([&] { return roomy.waitToWrite(); });
    REQUIRE(wait.isDone());
    CHECK(wait.result() == true);
}

TEST_CASE("CA.10 channel: writes after completion are refused", "[channel][conformance]")
{
    for (Channel<int>& channel : eachKind()) {
        VirtualRuntime runtime;
        channel.complete();
        CHECK_FALSE(channel.tryWrite(42));
        const auto write = runtime.startAwaiting([&] { return channel.write(42); });
        REQUIRE(write.isDone());
        REQUIRE_FALSE(write.result().has_value());
        CHECK(write.result().error().kind == FailureKind::Closed);
        CHECK(write.result().error().cause == nullptr);
    }
}

TEST_CASE("CA.12 channel: the error of the completion is inside what a new writer gets", "[channel][conformance]")
{
    for (Channel<int>& channel : eachKind()) {
        VirtualRuntime runtime;
        channel.complete(brokenSource());
        const Outcome<void> written = runtime.await([&] { return channel.write(42); });
        REQUIRE_FALSE(written.has_value());
        CHECK(written.error().kind == FailureKind::Closed);
        REQUIRE(written.error().cause != nullptr);
        CHECK(written.error().cause->message == "the source broke");
    }
}

TEST_CASE("CA.17 channel: a cancelled read takes nothing, the item goes to the next one", "[channel][conformance]")
{
    for (Channel<int>& channel : eachBufferingKind()) {
        VirtualRuntime runtime;
        CancellationSource source;
        const CancellationToken token = source.token();
        const auto cancelled = runtime.startAwaiting([&] { return channel.read(token); });
        source.cancel();
        runtime.runUntilIdle();
        REQUIRE(cancelled.isDone());
        REQUIRE_FALSE(cancelled.result().has_value());
        CHECK(cancelled.result().error().isCancelled());
        CHECK(cancelled.result().error().tokenId == token.id());
        CHECK(channel.tryWrite(42));
        CHECK(runtime.await([&] { return channel.read(); }) == 42);
    }
}

TEST_CASE("CA.19 channel: each of a hundred writes completes exactly one of a hundred reads", "[channel][conformance]")
{
    for (Channel<int>& channel : std::vector {Channel<int>::bounded(0), Channel<int>::bounded(1), Channel<int>::unbounded()}) {
        VirtualRuntime runtime;
        std::vector<Flow<Outcome<int>>> reads;
        for (int n = 0; n < 100; ++n)
            reads.push_back(runtime.startAwaiting([&] { return channel.read(); }));
        int wrongNumber = 0;
        int sum = 0;
        for (int n = 0; n < 100; ++n) {
            CHECK(channel.tryWrite(n));
            runtime.runUntilIdle();
            int done = 0;
            for (const auto& read : reads)
                done += read.isDone() ? 1 : 0;
            wrongNumber += done == n + 1 ? 0 : 1;
            CHECK(reads[static_cast<std::size_t>(n)].result() == n); // the oldest reader is served (CH-3)
            sum += *reads[static_cast<std::size_t>(n)].result();
        }
        CHECK(wrongNumber == 0);
        CHECK(sum == 4950);
        CHECK(channel.peakCount() == 0); // the buffer was never touched (CH-3)
    }
}

TEST_CASE("CA.21 channel: with an item there, waitToRead is true at once", "[channel][conformance]")
{
    for (Channel<int>& channel : eachBufferingKind()) {
        VirtualRuntime runtime;
        CHECK(channel.tryWrite(42));
        const auto wait = runtime.startAwaiting([&] { return channel.waitToRead(); });
        REQUIRE(wait.isDone());
        CHECK(wait.result() == true);
    }
}

TEST_CASE("channel: peeking takes nothing (CH-13)", "[channel]")
{
    for (Channel<int>& channel : eachBufferingKind()) {
        CHECK_FALSE(channel.tryPeek().has_value());
        CHECK(channel.tryWrite(7));
        CHECK(channel.tryPeek() == 7);
        CHECK(channel.tryPeek() == 7);
        CHECK(channel.tryRead() == 7);
        CHECK_FALSE(channel.tryPeek().has_value());
    }
}

TEST_CASE("channel: a token cancelled beforehand wins, and nothing is read or written (CH-2)", "[channel]")
{
    CancellationSource source;
    const CancellationToken token = source.token();
    source.cancel(CancelReason::Shutdown);
    for (Channel<int>& channel : eachBufferingKind()) {
        VirtualRuntime runtime;
        const auto isCancelled = [&token](const auto& outcome) {
            return !outcome && outcome.error().isCancelled() && outcome.error().tokenId == token.id()
                && outcome.error().reason == CancelReason::Shutdown;
        };
        CHECK(isCancelled(runtime.await([&] { return channel.write(1, token); })));
        CHECK(isCancelled(runtime.await([&] { return channel.waitToWrite(token); })));
        CHECK_FALSE(channel.tryPeek().has_value());
        CHECK(channel.tryWrite(2));
        CHECK(isCancelled(runtime.await([&] { return channel.read(token); })));
        CHECK(isCancelled(runtime.await([&] { return channel.waitToRead(token); })));
        CHECK(channel.tryRead() == 2);
    }
}

TEST_CASE("channel: an awaiter may be moved until it is awaited", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(1);
    const auto flow = runtime.start([&]() -> QCoro::Task<int> {
        auto early = channel.read();
        auto moved = std::move(early);
        const Outcome<int> item = co_await std::move(moved);
        co_return *item;
    });
    CHECK_FALSE(flow.isDone());
    const auto writer = runtime.start([&]() -> QCoro::Task<> {
        auto first = channel.write(1);
        auto moved = std::move(first);
        (void)co_await std::move(moved);
    });
    CHECK(writer.isDone());
    CHECK(runtime.finish(flow) == 1);
}

TEST_CASE("channel: awaiting outside a strand is an error, not a hang", "[channel]")
{
    auto channel = Channel<int>::bounded(1);
    const auto readWithoutStrand = [](Channel<int> from) -> QCoro::Task<int> {
        const Outcome<int> item = co_await from.read();
        co_return *item;
    };
    const auto task = readWithoutStrand(channel);
    CHECK(task.isReady()); // with an exception inside
    CHECK(channel.tryWrite(1)); // nobody waits
    CHECK(channel.count() == 1);
}
