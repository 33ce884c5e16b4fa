// SPDX-License-Identifier: GPL-3.0-or-later
// Real threads in virtual time: whatever the interleaving, no item is lost and none is doubled.
#include "engine/channel/channel.h"
#include "engine/runtime/random.h"
#include "tests/support/pool_runtime.h"
#include "tests/support/race.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using tests::PoolRuntime;
using tests::Race;

TEST_CASE("CB.15 channel: one writer and one reader keep the order", "[channel][conformance][race]")
{
    for (const int capacity : {0, 1, 10, 10'000}) {
        PoolRuntime runtime(2);
        auto channel = Channel<int>::bounded(capacity);
        std::vector<int> read;
        runtime.run([&] {
            runtime.scope().spawn([&]() -> QCoro::Task<> {
                for (int n = 0; n < 10'000; ++n)
                    (void)co_await channel.write(n);
                channel.complete();
            });
            runtime.scope().spawn([&]() -> QCoro::Task<> {
                for (;;) {
                    const Outcome<int> item = co_await channel.read();
                    if (!item)
                        break;
                    read.push_back(*item);
                }
            });
        });
        REQUIRE(read.size() == 10'000);
        bool inOrder = true;
        for (int n = 0; n < 10'000; ++n)
            inOrder = inOrder && read[static_cast<std::size_t>(n)] == n;
        CHECK(inOrder);
        CHECK(channel.peakCount() <= capacity);
    }
}

TEST_CASE("CB.16 channel: ten writers and ten readers, and all readers end with Closed", "[channel][conformance][race]")
{
    for (const int capacity : {0, 1, 10, 10'000}) {
        PoolRuntime runtime(4);
        auto channel = Channel<int>::bounded(capacity);
        std::atomic<int> next = 1;
        std::atomic<int> writersLeft = 10;
        std::atomic<std::int64_t> sum = 0;
        std::atomic<int> closed = 0;
        runtime.run([&] {
            for (int w = 0; w < 10; ++w) {
                runtime.scope().spawn([&]() -> QCoro::Task<> {
                    for (int n = next.fetch_add(1); n <= 10'000; n = next.fetch_add(1))
                        (void)co_await channel.write(n);
                    if (writersLeft.fetch_sub(1) == 1)
                        channel.complete();
                });
                runtime.scope().spawn([&]() -> QCoro::Task<> {
                    for (;;) {
                        const Outcome<int> item = co_await channel.read();
                        if (!item) {
                            closed += item.error().kind == FailureKind::Closed ? 1 : 0;
                            break;
                        }
                        sum += *item;
                    }
                });
            }
        });
        CHECK(sum.load() == 50'005'000);
        CHECK(closed.load() == 10);
    }
}

TEST_CASE("CA.5 channel: many readers that wait and try, many writers", "[channel][conformance][race]")
{
    for (const int readers : {1, 10}) {
        for (const int writers : {1, 10}) {
            for (const int capacity : {0, 8, Channel<int>::kUnbounded}) {
                PoolRuntime runtime(4);
                auto channel = Channel<int>::bounded(capacity);
                std::atomic<int> next = 1;
                std::atomic<int> writersLeft = writers;
                std::atomic<std::int64_t> sum = 0;
                std::atomic<int> stopped = 0;
                runtime.run([&] {
                    for (int w = 0; w < writers; ++w) {
                        runtime.scope().spawn([&]() -> QCoro::Task<> {
                            for (int n = next.fetch_add(1); n <= 10'000; n = next.fetch_add(1))
                                (void)co_await channel.write(n);
                            if (writersLeft.fetch_sub(1) == 1)
                                channel.complete();
                        });
                    }
                    for (int r = 0; r < readers; ++r) {
                        runtime.scope().spawn([&]() -> QCoro::Task<> {
                            for (;;) {
                                const Outcome<bool> more = co_await channel.waitToRead();
                                if (more == false)
                                    break;
                                while (const std::optional<int> item = channel.tryRead())
                                    sum += *item;
                            }
                            ++stopped;
                        });
                    }
                });
                CHECK(sum.load() == 50'005'000);
                CHECK(stopped.load() == readers);
            }
        }
    }
}

TEST_CASE("channel: when cancel and hand-over race, no item is lost or doubled (CH-18, CH-19)", "[channel][race]")
{
    constexpr int kWriters = 8;
    constexpr int kItemsEach = 1'500;
    for (const int capacity : {0, 1, 3}) {
        PoolRuntime runtime(4);
        auto channel = Channel<int>::bounded(capacity);
        // Whoever reads or writes does so with a source of its own, which others cancel at any moment.
        struct Slot {
            std::mutex mutex;
            CancellationSource source;
        };
        std::vector<std::unique_ptr<Slot>> slots;
        for (int n = 0; n < 2 * kWriters; ++n)
            slots.push_back(std::make_unique<Slot>());
        const auto renew = [](Slot& slot) {
            const std::lock_guard lock(slot.mutex);
            slot.source = CancellationSource();
            return slot.source.token();
        };
        const auto cancelOne = [&slots](std::uint64_t draw) {
            Slot& slot = *slots[draw % slots.size()];
            const std::lock_guard lock(slot.mutex);
            slot.source.cancel();
        };
        std::vector<std::atomic<int>> delivered(kWriters * kItemsEach);
        std::atomic<int> accepted = 0;
        std::atomic<int> refused = 0;
        std::atomic<int> cancelledWrites = 0;
        std::atomic<int> cancelledReads = 0;
        std::atomic<int> writersLeft = kWriters;
        runtime.run([&] {
            for (int w = 0; w < kWriters; ++w) {
                runtime.scope().spawn([&, w]() -> QCoro::Task<> {
                    for (int n = 0; n < kItemsEach; ++n) {
                        const int item = w * kItemsEach + n;
                        const CancellationToken token = renew(*slots[static_cast<std::size_t>(w)]);
                        cancelOne(drawBits(3, DrawPurpose::Test, static_cast<std::uint64_t>(item)));
                        const Outcome<void> written = co_await channel.write(item, token);
                        if (written)
                            ++accepted;
                        else
                            ++(written.error().isCancelled() ? cancelledWrites : refused);
                        if (!written) // it must never come out
                            delivered[static_cast<std::size_t>(item)] += 1'000;
                    }
                    if (writersLeft.fetch_sub(1) == 1)
                        channel.complete();
                });
                runtime.scope().spawn([&, w]() -> QCoro::Task<> {
                    for (std::uint64_t turn = 0;; ++turn) {
                        const CancellationToken token = renew(*slots[static_cast<std::size_t>(kWriters + w)]);
                        cancelOne(drawBits(4, DrawPurpose::Test, turn, static_cast<std::uint64_t>(w)));
                        const Outcome<int> item = co_await channel.read(token);
                        if (item)
                            ++delivered[static_cast<std::size_t>(*item)];
                        else if (item.error().isCancelled())
                            ++cancelledReads;
                        else
                            break;
                    }
                });
            }
        });
        int once = 0;
        int never = 0;
        for (const auto& count : delivered) {
            once += count.load() == 1 ? 1 : 0;
            never += count.load() == 1'000 ? 1 : 0;
        }
        CHECK(once == accepted.load());
        CHECK(never == cancelledWrites.load());
        CHECK(once + never == kWriters * kItemsEach);
        CHECK(refused.load() == 0);
        CHECK(cancelledReads.load() + cancelledWrites.load() > 0);
    }
}

TEST_CASE("channel: a write and a cancel that meet at the same moment have one winner, in 3,000 races (CH-19)",
    "[channel][race]")
{
    constexpr int kRounds = 3'000;
    PoolRuntime runtime(2);
    std::unique_ptr<CancellationSource> source;
    Race race({[&](int) { source->cancel(); }});
    int lost = 0;
    int handedOver = 0;
    for (int round = 0; round < kRounds; ++round) {
        source = std::make_unique<CancellationSource>();
        auto channel = Channel<int>::bounded(1);
        const CancellationToken token = source->token();
        std::atomic<bool> begun = false;
        std::atomic<bool> got = false;
        bool written = false;
        {
            const ExternalHold hold(runtime.pool());
            runtime.scope().spawn([&]() -> QCoro::Task<> {
                begun.store(true);
                const Outcome<int> item = co_await channel.read(token);
                got.store(item.has_value());
            });
            while (round % 2 == 0 && !begun.load())
                std::this_thread::yield();
            race.round([&] { written = channel.tryWrite(42); });
        }
        runtime.scope().joinFromOutside();
        const int inChannel = channel.count();
        lost += written && (got.load() ? 1 : 0) + inChannel == 1 ? 0 : 1;
        handedOver += got.load() ? 1 : 0;
    }
    CHECK(lost == 0);
    CHECK(handedOver <= kRounds);
}

TEST_CASE("channel: a hand-over and a cancel that meet at a rendezvous have one winner, in 3,000 races (CH-19, CH-24)",
    "[channel][race]")
{
    constexpr int kRounds = 3'000;
    PoolRuntime runtime(2);
    std::unique_ptr<CancellationSource> source;
    Race race({[&](int) { source->cancel(); }});
    int doubtful = 0;
    int handedOver = 0;
    for (int round = 0; round < kRounds; ++round) {
        source = std::make_unique<CancellationSource>();
        auto channel = Channel<int>::bounded(0);
        const CancellationToken token = source->token();
        const bool readerWaits = round % 4 < 2;
        std::atomic<bool> begun = false;
        std::atomic<bool> ended = false; ///< for the one that waits: with success
        bool tried = false;
        {
            const ExternalHold hold(runtime.pool());
            runtime.scope().spawn([&]() -> QCoro::Task<> {
                begun.store(true);
                if (readerWaits) {
                    const Outcome<int> item = co_await channel.read(token);
                    ended.store(item.has_value());
                } else {
                    const Outcome<void> written = co_await channel.write(42, token);
                    ended.store(written.has_value());
                }
            });
            while (round % 2 == 0 && !begun.load())
                std::this_thread::yield();
            race.round([&] { tried = readerWaits ? channel.tryWrite(42) : channel.tryRead() == 42; });
        }
        runtime.scope().joinFromOutside();
        doubtful += tried == ended.load() ? 0 : 1;
        handedOver += tried ? 1 : 0;
    }
    CHECK(doubtful == 0);
    CHECK(handedOver <= kRounds);
}
