// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/channel/channel.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace engine;
using tests::VirtualRuntime;

namespace {

std::vector<int> drain(Channel<int>& channel)
{
    std::vector<int> items;
    while (const std::optional<int> item = channel.tryRead())
        items.push_back(*item);
    return items;
}

std::vector<int> numbers(int first, int count)
{
    std::vector<int> items;
    for (int n = first; n < first + count; ++n)
        items.push_back(n);
    return items;
}

constexpr FullMode kDropModes[] = {FullMode::DropWrite, FullMode::DropNewest, FullMode::DropOldest};

/// What is left of the writes 0 to 2n - 1 into a channel of capacity n.
std::vector<int> leftAfterTwiceTheCapacity(FullMode mode, int capacity)
{
    if (mode == FullMode::DropWrite)
        return numbers(0, capacity);
    if (mode == FullMode::DropOldest)
        return numbers(capacity, capacity);
    std::vector<int> items = numbers(0, capacity);
    items.back() = 2 * capacity - 1;
    return items;
}

} // namespace

TEST_CASE("CB.1 channel: count follows writes and reads, also after completion", "[channel][conformance]")
{
    auto channel = Channel<int>::bounded(3);
    for (int round = 0; round < 2; ++round) {
        for (int n = 0; n < 3; ++n) {
            CHECK(channel.count() == n);
            CHECK(channel.tryWrite(n));
            CHECK(channel.count() == n + 1);
        }
        CHECK_FALSE(channel.tryWrite(42));
        CHECK(channel.count() == 3);
        if (round == 1)
            channel.complete();
        for (int n = 0; n < 3; ++n) {
            CHECK(channel.count() == 3 - n);
            CHECK(channel.tryRead() == n);
            CHECK(channel.count() == 2 - n);
        }
    }
    CHECK(channel.peakCount() == 3);
    CHECK(channel.capacity() == 3);
}

TEST_CASE("CB.2 channel: a full channel in Wait mode refuses, an empty one gives nothing", "[channel][conformance]")
{
    for (const int capacity : {1, 10, 10'000}) {
        auto channel = Channel<int>::bounded(capacity);
        int accepted = 0;
        while (channel.tryWrite(accepted))
            ++accepted;
        CHECK(accepted == capacity);
        CHECK(drain(channel) == numbers(0, capacity));
        CHECK_FALSE(channel.tryRead().has_value());
    }
}

TEST_CASE("CB.5 channel: DropWrite accepts every write and keeps the first ones", "[channel][conformance]")
{
    for (const int capacity : {1, 10, 10'000}) {
        auto channel = Channel<int>::bounded(capacity, FullMode::DropWrite);
        int accepted = 0;
        for (int n = 0; n < 2 * capacity; ++n)
            accepted += channel.tryWrite(n) ? 1 : 0;
        CHECK(accepted == 2 * capacity);
        CHECK(drain(channel) == numbers(0, capacity));
    }
}

TEST_CASE("CB.6 channel: in a drop mode every write is complete at once", "[channel][conformance]")
{
    for (const FullMode mode : kDropModes) {
        for (const int capacity : {1, 10, 10'000}) {
            VirtualRuntime runtime;
            auto channel = Channel<int>::bounded(capacity, mode);
            const auto flow = runtime.start([&]() -> QCoro::Task<int> {
                int accepted = 0;
                for (int n = 0; n < 2 * capacity; ++n) {
                    const Outcome<void> written = co_await channel.write(n);
                    accepted += written ? 1 : 0;
                }
                co_return accepted;
            });
            REQUIRE(flow.isDone()); // without a suspension
            CHECK(flow.result() == 2 * capacity);
            CHECK(drain(channel) == leftAfterTwiceTheCapacity(mode, capacity));
        }
    }
}

TEST_CASE("CB.8 channel: the drop callback is never called in Wait mode", "[channel][conformance]")
{
    VirtualRuntime runtime;
    int dropped = 0;
    auto channel = Channel<int>::bounded(1, FullMode::Wait, [&](int) { ++dropped; });
    CHECK(channel.tryWrite(1));
    CHECK_FALSE(channel.tryWrite(2));
    const auto write = runtime.startAwaiting([&] { return channel.write(3); });
    runtime.runUntilIdle();
    CHECK_FALSE(write.isDone());
    CHECK(channel.tryRead() == 1);
    runtime.runUntilIdle();
    REQUIRE(write.isDone());
    CHECK(write.result().has_value());
    CHECK(channel.tryRead() == 3);
    CHECK(dropped == 0);
}

TEST_CASE("CB.10 channel: a drop mode works without a callback", "[channel][conformance]")
{
    for (const FullMode mode : kDropModes) {
        VirtualRuntime runtime;
        auto channel = Channel<int>::bounded(1, mode);
        CHECK(channel.tryWrite(5));
        CHECK(channel.tryWrite(5));
        const Outcome<void> first = runtime.await([&] { return channel.write(5); });
        const Outcome<void> second = runtime.await([&] { return channel.write(5); });
        CHECK(first.has_value());
        CHECK(second.has_value());
        CHECK(channel.count() == 1);
    }
}

TEST_CASE(
    "channel: the callback gets each dropped item once, on the writer, with the lock released (CH-8)", "[channel]")
{
    for (const FullMode mode : kDropModes) {
        VirtualRuntime runtime;
        std::vector<int> dropped;
        std::vector<int> countSeen;
        Channel<int>* self = nullptr;
        auto channel = Channel<int>::bounded(2, mode, [&](int item) {
            dropped.push_back(item);
            countSeen.push_back(self->count()); // would not return if the channel's lock were held
        });
        self = &channel;
        for (int n = 0; n < 3; ++n)
            CHECK(channel.tryWrite(n));
        const Outcome<void> written = runtime.await([&] { return channel.write(3); });
        CHECK(written.has_value());
        const std::vector<int> expected = mode == FullMode::DropWrite ? std::vector<int> {2, 3}
            : mode == FullMode::DropNewest                            ? std::vector<int> {1, 2}
                                                                      : std::vector<int> {0, 1};
        CHECK(dropped == expected);
        CHECK(countSeen == std::vector<int> {2, 2});
    }
}

TEST_CASE("channel: what the drop callback throws comes out at the writer, and the channel goes on (CH-8)", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(1, FullMode::DropOldest, [](int) { throw std::runtime_error("dropped"); });
    CHECK(channel.tryWrite(1));
    CHECK_THROWS_AS(channel.tryWrite(2), std::runtime_error);
    CHECK_THROWS_AS(runtime.await([&] { return channel.write(3); }), std::runtime_error);
    CHECK(channel.tryRead() == 3);
    CHECK(channel.tryWrite(4));
}

TEST_CASE(
    "channel: an item that only moves passes through, and a refused write leaves the channel as it was (CH-5, CH-11)",
    "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<std::unique_ptr<int>>::bounded(1);
    CHECK(channel.tryWrite(std::make_unique<int>(1)));
    CHECK_FALSE(channel.tryWrite(std::make_unique<int>(2)));
    const auto write = runtime.start([&]() -> QCoro::Task<bool> {
        auto item = std::make_unique<int>(3);
        auto awaiter = channel.write(std::move(item));
        const Outcome<void> written = co_await std::move(awaiter);
        co_return written.has_value();
    });
    CHECK_FALSE(write.isDone());
    CHECK(**channel.tryRead() == 1);
    CHECK(runtime.finish(write));
    CHECK(**channel.tryRead() == 3);
}

TEST_CASE("CB.14 channel: one at a time, what is written is what is read", "[channel][conformance]")
{
    for (const int capacity : {1, 10, 10'000}) {
        auto channel = Channel<int>::bounded(capacity);
        int equal = 0;
        for (int n = 0; n < 100'000; ++n) {
            const bool written = channel.tryWrite(n);
            equal += written && channel.tryRead() == n ? 1 : 0;
        }
        CHECK(equal == 100'000);
    }
}

TEST_CASE("CB.18 channel: continuations of the completion never run inline", "[channel][conformance]")
{
    // The other half of the case, a flag that allows it, is not offered: see conformance_list.md.
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(1);
    const auto waiting = runtime.startAwaiting([&] { return channel.completion().wait(); });
    CHECK(channel.tryComplete());
    CHECK(channel.completion().isOver());
    CHECK_FALSE(waiting.isDone());
    runtime.runUntilIdle();
    CHECK(waiting.isDone());
}

TEST_CASE("channel: neither write, read nor complete runs a continuation inline (CH-21)", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(1);
    const auto read = runtime.startAwaiting([&] { return channel.read(); });
    CHECK(channel.tryWrite(1));
    CHECK_FALSE(read.isDone());
    CHECK(channel.tryWrite(2));
    const auto write = runtime.startAwaiting([&] { return channel.write(3); });
    CHECK(channel.tryRead() == 2);
    CHECK_FALSE(write.isDone());
    CHECK(channel.tryRead() == 3);
    const auto lateRead = runtime.startAwaiting([&] { return channel.waitToRead(); });
    channel.complete();
    CHECK_FALSE(lateRead.isDone());
    runtime.runUntilIdle();
    CHECK(read.isDone());
    CHECK(write.isDone());
    CHECK(lateRead.isDone());
}

TEST_CASE("CB.19 channel: a write ends a wait to read, and leaves the item in the channel", "[channel][conformance]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(1);
    const auto wait = runtime.startAwaiting([&] { return channel.waitToRead(); });
    CHECK_FALSE(wait.isDone());
    CHECK(channel.tryWrite(42));
    const Outcome<bool> more = runtime.finish(wait);
    CHECK(more == true);
    CHECK(channel.count() == 1);
    CHECK(channel.tryRead() == 42);
}

TEST_CASE("channel: the first item wakes all waits to read, which then compete (CH-4)", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(4);
    std::vector<Flow<std::optional<int>>> readers;
    for (int n = 0; n < 3; ++n) {
        readers.push_back(runtime.start([&]() -> QCoro::Task<std::optional<int>> {
            (void)co_await channel.waitToRead();
            co_return channel.tryRead();
        }));
    }
    CHECK(channel.tryWrite(42));
    runtime.runUntilIdle();
    int got = 0;
    for (const auto& reader : readers) {
        REQUIRE(reader.isDone());
        got += reader.result().has_value() ? 1 : 0;
    }
    CHECK(got == 1);
}

TEST_CASE("channel: a capacity below 0 is out of range, and the error names it (CH-25)", "[channel]")
{
    using Catch::Matchers::ContainsSubstring;
    CHECK_THROWS_WITH(Channel<int>::bounded(-1), ContainsSubstring("capacity"));
    CHECK_THROWS_AS(Channel<int>::bounded(-1, FullMode::DropOldest), std::out_of_range);
    CHECK_THROWS_AS(Channel<int>::bounded(1).setCapacity(-1), std::out_of_range);
}

TEST_CASE("channel: a smaller capacity keeps what is buffered, a larger one lets waiting writers in", "[channel]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::bounded(3);
    for (int n = 0; n < 3; ++n)
        CHECK(channel.tryWrite(n));
    const auto third = runtime.startAwaiting([&] { return channel.write(3); });
    const auto fourth = runtime.startAwaiting([&] { return channel.write(4); });
    channel.setCapacity(1);
    CHECK(channel.count() == 3);
    CHECK(channel.tryRead() == 0);
    CHECK(channel.tryRead() == 1);
    runtime.runUntilIdle();
    CHECK_FALSE(third.isDone()); // two have been read, and the channel is still full
    channel.setCapacity(2);
    runtime.runUntilIdle();
    CHECK(third.isDone());
    CHECK_FALSE(fourth.isDone());
    const auto wait = runtime.startAwaiting([&] { return channel.waitToWrite(); });
    channel.setCapacity(Channel<int>::kUnbounded);
    CHECK(runtime.finish(wait) == true);
    CHECK(fourth.isDone());
    CHECK(drain(channel) == numbers(2, 3));
}
