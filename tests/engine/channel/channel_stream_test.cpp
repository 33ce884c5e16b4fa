// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/channel/channel.h"
#include "engine/runtime/delay.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace engine;
using namespace std::chrono_literals;
using tests::VirtualRuntime;

namespace {

/// The items that `items` still gives.
QCoro::Task<std::vector<int>> collect(QCoro::AsyncGenerator<int> items)
{
    std::vector<int> all;
    auto begin = items.begin();
    auto item = co_await begin;
    while (item != items.end()) {
        all.push_back(*item);
        auto increment = ++item;
        co_await increment;
    }
    co_return all;
}

} // namespace

TEST_CASE("CU.5 channel: two calls of readAll are two consumers, and replay nothing", "[channel][conformance]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::unbounded();
    for (int n = 0; n < 4; ++n)
        CHECK(channel.tryWrite(n));
    channel.complete();
    const auto taken = runtime.run([&]() -> QCoro::Task<std::vector<int>> {
        auto first = channel.readAll();
        auto second = channel.readAll();
        auto firstBegin = first.begin();
        auto inFirst = co_await firstBegin;
        auto secondBegin = second.begin();
        auto inSecond = co_await secondBegin;
        std::vector<int> items {*inFirst, *inSecond};
        auto firstNext = ++inFirst;
        co_await firstNext;
        items.push_back(*inFirst);
        auto secondNext = ++inSecond;
        co_await secondNext;
        items.push_back(*inSecond);
        co_return items;
    });
    CHECK(taken == std::vector<int> {0, 1, 2, 3}); // split, and together each once (AS-4)
}

TEST_CASE("channel: readAll gives as many items as are buffered, and the stack stays as it is", "[channel]")
{
    // Where the compiler makes no tail calls this many took more stack than a thread has.
    VirtualRuntime runtime;
    auto channel = Channel<int>::unbounded();
    for (int n = 0; n < 200'000; ++n)
        (void)channel.tryWrite(n);
    channel.complete();
    const std::vector<int> items = runtime.run([&] { return collect(channel.readAll()); });
    CHECK(items.size() == 200'000);
    CHECK(std::is_sorted(items.begin(), items.end()));
}

TEST_CASE("CU.6 channel: after the end every new readAll ends at once", "[channel][conformance]")
{
    // An end iterator cannot be advanced in C++, so that is what "MoveNext keeps answering false" means here.
    VirtualRuntime runtime;
    auto channel = Channel<int>::unbounded();
    channel.complete();
    for (int n = 0; n < 3; ++n) {
        const auto flow = runtime.start([&] { return collect(channel.readAll()); });
        REQUIRE(flow.isDone());
        CHECK(flow.result().empty());
    }
}

TEST_CASE("CU.7 channel: with an item there, readAll goes on synchronously", "[channel][conformance]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::unbounded();
    const auto flow = runtime.start([&]() -> QCoro::Task<std::vector<int>> {
        std::vector<int> items;
        auto all = channel.readAll();
        CHECK(channel.tryWrite(100));
        auto begin = all.begin();
        auto item = co_await begin;
        items.push_back(*item);
        for (int n = 101; n < 110; ++n) {
            CHECK(channel.tryWrite(n));
            auto increment = ++item;
            co_await increment;
            items.push_back(*item);
        }
        co_return items;
    });
    REQUIRE(flow.isDone()); // it has not suspended once
    CHECK(flow.result() == std::vector<int> {100, 101, 102, 103, 104, 105, 106, 107, 108, 109});
}

TEST_CASE("CU.8 channel: with nothing there, readAll suspends until something is written", "[channel][conformance]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::unbounded();
    std::vector<int> items;
    const auto flow = runtime.start([&]() -> QCoro::Task<> {
        auto all = channel.readAll();
        auto begin = all.begin();
        auto item = co_await begin;
        while (item != all.end()) {
            items.push_back(*item);
            auto increment = ++item;
            co_await increment;
        }
    });
    for (int n = 100; n < 110; ++n) {
        const std::size_t before = items.size();
        CHECK(channel.tryWrite(n));
        CHECK(items.size() == before); // pending, until the strand runs
        runtime.runUntilIdle();
        REQUIRE(items.size() == before + 1);
        CHECK(items.back() == n);
    }
    CHECK_FALSE(flow.isDone());
    channel.complete();
    runtime.finish(flow);
    CHECK(items.size() == 10);
}

TEST_CASE("CU.9 channel: readAll gives all that a producer writes, and ends", "[channel][conformance]")
{
    for (const int count : {0, 1, 128}) {
        VirtualRuntime runtime;
        auto channel = Channel<int>::bounded(3);
        const auto reader = runtime.spawn([&] { return collect(channel.readAll()); });
        const auto writer = runtime.spawn([&]() -> QCoro::Task<int> {
            int sum = 0;
            for (int n = 0; n < count; ++n) {
                (void)co_await channel.write(n);
                sum += n;
            }
            channel.complete();
            co_return sum;
        });
        const int written = runtime.finish(writer);
        const std::vector<int> items = runtime.finish(reader);
        int read = 0;
        for (const int item : items)
            read += item;
        CHECK(read == written);
        CHECK(items.size() == static_cast<std::size_t>(count));
    }
}

TEST_CASE("channel: readAll looks at its token only when the buffer has run dry (AS-1)", "[channel]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    const CancellationToken token = source.token();
    auto channel = Channel<int>::unbounded();
    for (int n = 0; n < 3; ++n)
        CHECK(channel.tryWrite(n));
    std::vector<int> items;
    SECTION("cancelled in between: what is buffered keeps flowing, then it throws")
    {
        const auto flow = runtime.start([&]() -> QCoro::Task<> {
            auto all = channel.readAll(token);
            auto begin = all.begin();
            auto item = co_await begin;
            source.cancel(CancelReason::Shutdown);
            while (item != all.end()) {
                items.push_back(*item);
                auto increment = ++item;
                co_await increment;
            }
        });
        REQUIRE(flow.isDone());
        CHECK(flow.status() == FlowStatus::Cancelled);
        CHECK(flow.state().cancelTokenId() == token.id());
        CHECK(flow.state().cancelReason() == CancelReason::Shutdown);
        CHECK(items == std::vector<int> {0, 1, 2});
    }
    SECTION("cancelled beforehand: it throws although items wait")
    {
        source.cancel();
        const auto flow = runtime.start([&] { return collect(channel.readAll(token)); });
        REQUIRE(flow.isDone());
        CHECK(flow.status() == FlowStatus::Cancelled);
        CHECK(channel.count() == 3);
    }
    SECTION("cancelled while it waits")
    {
        const auto flow = runtime.start([&] { return collect(channel.readAll(token)); });
        CHECK_FALSE(flow.isDone());
        source.cancel();
        runtime.runUntilIdle();
        CHECK(flow.status() == FlowStatus::Cancelled);
    }
}

TEST_CASE("channel: readAll throws the raw error of the completion, after the drain (AS-2)", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::unbounded();
    CHECK(channel.tryWrite(1));
    channel.complete(Failure::of(FailureKind::Unavailable, "the source broke"));
    std::vector<int> items;
    const auto flow = runtime.start([&]() -> QCoro::Task<FailureKind> {
        try {
            auto all = channel.readAll();
            auto begin = all.begin();
            auto item = co_await begin;
            while (item != all.end()) {
                items.push_back(*item);
                auto increment = ++item;
                co_await increment;
            }
        } catch (const ChannelError& error) {
            co_return error.failure().kind;
        }
        co_return FailureKind::Invalid;
    });
    REQUIRE(flow.isDone());
    CHECK(flow.result() == FailureKind::Unavailable);
    CHECK(items == std::vector<int> {1});
}

TEST_CASE("channel: leaving readAll early leaves the channel open and the rest in it (AS-4, AS-5)", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::unbounded();
    for (int n = 0; n < 3; ++n)
        CHECK(channel.tryWrite(n));
    const int first = runtime.run([&]() -> QCoro::Task<int> {
        auto all = channel.readAll();
        auto begin = all.begin();
        auto item = co_await begin;
        co_return *item;
    });
    CHECK(first == 0);
    CHECK_FALSE(channel.completion().isOver());
    CHECK(channel.tryWrite(3));
    channel.complete();
    CHECK(runtime.run([&] { return collect(channel.readAll()); }) == std::vector<int> {1, 2, 3});
}

TEST_CASE("channel: readAll takes an item only when it is asked for the next one (AS-6)", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(1);
    const auto writer = runtime.spawn([&]() -> QCoro::Task<int> {
        int written = 0;
        while (written < 10) {
            (void)co_await channel.write(written);
            ++written;
        }
        channel.complete();
        co_return written;
    });
    std::vector<std::chrono::nanoseconds> takenAt;
    const auto reader = runtime.spawn([&]() -> QCoro::Task<> {
        auto all = channel.readAll();
        auto begin = all.begin();
        auto item = co_await begin;
        while (item != all.end()) {
            takenAt.push_back(runtime.now());
            (void)co_await delay(runtime.clock(), 10ms);
            auto increment = ++item;
            co_await increment;
        }
    });
    runtime.runUntilIdle();
    CHECK(takenAt.size() == 1);
    CHECK(channel.count() == 1); // one in the reader's hand, one buffered, one blocked: nobody ran ahead
    CHECK_FALSE(writer.isDone());
    runtime.finish(reader);
    CHECK(writer.isDone());
    REQUIRE(takenAt.size() == 10);
    CHECK(takenAt.back() == 90ms);
}
