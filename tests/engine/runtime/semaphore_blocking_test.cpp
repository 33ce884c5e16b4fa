// SPDX-License-Identifier: GPL-3.0-or-later
// Workers that wait for permits on their threads, and races between threads.
#include "engine/runtime/block_on.h"
#include "engine/runtime/delay.h"
#include "engine/runtime/random.h"
#include "engine/runtime/semaphore.h"
#include "tests/support/pool_runtime.h"
#include "tests/support/race.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using tests::PoolRuntime;
using tests::Race;
using tests::waitUntil;

namespace {

void waitUntilBlocked(const WorkerPool& pool, int workers)
{
    waitUntil([&] { return pool.counts().blocked == workers; });
}

} // namespace

TEST_CASE("semaphore: a worker can wait on its thread, blocked meanwhile", "[semaphore][blocking]")
{
    PoolRuntime runtime(2);
    Semaphore semaphore(0);
    std::atomic<bool> got = false;
    runtime.run([&] {
        runtime.scope().spawn([&] { got.store(semaphore.wait().value_or(false)); });
        waitUntilBlocked(runtime.pool(), 1);
        CHECK_FALSE(got.load());
        semaphore.release();
    });
    CHECK(got.load());
    CHECK(semaphore.currentCount() == 0);
    CHECK(runtime.settledCounts().peakBlocked == 1);
}

TEST_CASE("semaphore: a worker that waits is cancelled with its token (SS-6)", "[semaphore][blocking]")
{
    PoolRuntime runtime(1);
    Semaphore semaphore(0);
    CancellationSource source;
    const CancellationToken token = source.token();
    std::atomic<std::uint64_t> tokenId = 0;
    runtime.run([&] {
        runtime.scope().spawn([&] {
            const Outcome<bool> got = semaphore.wait(token);
            tokenId.store(got ? 0 : got.error().tokenId);
        });
        waitUntilBlocked(runtime.pool(), 1);
        source.cancel();
    });
    CHECK(tokenId.load() == token.id());
    CHECK(semaphore.release() == 0);
    CHECK(semaphore.currentCount() == 1);
}

TEST_CASE("semaphore: waiting on a thread that is no worker is an error", "[semaphore][blocking]")
{
    Semaphore semaphore(1);
    CHECK_THROWS_AS(semaphore.wait(), std::logic_error);
    CHECK(semaphore.currentCount() == 1);
}

TEST_CASE("semaphore: a worker that waits queues behind suspended waiters (SS-7)", "[semaphore][blocking]")
{
    PoolRuntime runtime(2);
    Semaphore semaphore(0);
    std::mutex mutex;
    std::vector<std::string> order;
    const auto log = [&](const char* who) {
        const std::lock_guard lock(mutex);
        order.emplace_back(who);
    };
    std::atomic<bool> suspended = false;
    runtime.run([&] {
        runtime.scope().spawn([&]() -> QCoro::Task<> {
            suspended.store(true);
            (void)co_await semaphore.acquire();
            log("suspended");
            semaphore.release();
        });
        waitUntil([&] { return suspended.load() && runtime.pool().counts().running == 0; });
        runtime.scope().spawn([&] {
            (void)semaphore.wait();
            log("blocked");
        });
        waitUntilBlocked(runtime.pool(), 1);
        semaphore.release();
    });
    CHECK(order == std::vector<std::string> {"suspended", "blocked"});
    CHECK(semaphore.currentCount() == 0);
}

TEST_CASE("semaphore: release pays blocked workers before suspended waiters (SS-4)", "[semaphore][blocking]")
{
    PoolRuntime runtime(3);
    Semaphore semaphore(0);
    std::atomic<int> blockedDone = 0;
    std::atomic<bool> suspendedDone = false;
    std::atomic<bool> suspended = false;
    runtime.run([&] {
        for (int n = 0; n < 2; ++n) {
            runtime.scope().spawn([&] {
                (void)semaphore.wait();
                ++blockedDone;
            });
        }
        waitUntilBlocked(runtime.pool(), 2);
        runtime.scope().spawn([&]() -> QCoro::Task<> {
            suspended.store(true);
            (void)co_await semaphore.acquire();
            suspendedDone.store(true);
        });
        waitUntil([&] { return suspended.load() && runtime.pool().counts().running == 0; });
        // One by one, faster than the workers wake: those that are on their way still count as waiting.
        semaphore.release();
        semaphore.release();
        waitUntil([&] { return blockedDone.load() == 2; });
        CHECK_FALSE(suspendedDone.load());
        semaphore.release();
    });
    CHECK(suspendedDone.load());
    CHECK(semaphore.currentCount() == 0);
}

TEST_CASE("semaphore: releases in quick succession keep the permits of workers that are still waking (SS-4)",
    "[semaphore][blocking][race]")
{
    // A second release used to hand the permit of a worker that was not awake yet to a suspended waiter.
    for (int round = 0; round < 300; ++round) {
        PoolRuntime runtime(2);
        Semaphore semaphore(0);
        std::atomic<int> suspended = 0;
        std::atomic<int> suspendedDone = 0;
        std::atomic<bool> blockedDone = false;
        runtime.run([&] {
            runtime.scope().spawn([&] {
                (void)semaphore.wait();
                blockedDone.store(true);
            });
            waitUntilBlocked(runtime.pool(), 1);
            for (int n = 0; n < 2; ++n) {
                runtime.scope().spawn([&]() -> QCoro::Task<> {
                    ++suspended;
                    (void)co_await semaphore.acquire();
                    ++suspendedDone;
                });
            }
            waitUntil([&] { return suspended.load() == 2 && runtime.pool().counts().running == 0; });
            semaphore.release();
            semaphore.release();
            waitUntil([&] { return blockedDone.load(); }); // would not end: both permits went to the others
            semaphore.release();
        });
        REQUIRE(suspendedDone.load() == 2);
        REQUIRE(semaphore.currentCount() == 0);
    }
}

TEST_CASE("SE.5 semaphore: fifty waits and fifty releases race, all succeed", "[semaphore][conformance][race]")
{
    PoolRuntime runtime(4);
    Semaphore semaphore(5, 1000);
    std::atomic<int> succeeded = 0;
    runtime.run([&] {
        for (int n = 0; n < 50; ++n) {
            runtime.scope().spawn([&]() -> QCoro::Task<> {
                const Outcome<bool> got = co_await semaphore.acquire(runtime.clock(), 500ms);
                succeeded += got == true ? 1 : 0;
            });
            runtime.scope().spawn([&] { semaphore.release(); });
        }
    });
    CHECK(succeeded.load() == 50);
    CHECK(semaphore.currentCount() == 5);
}

TEST_CASE("semaphore: no permit is lost or doubled when cancel, timeout and release race (SS-6)", "[semaphore][race]")
{
    constexpr int kPermits = 3;
    PoolRuntime runtime(4);
    Semaphore semaphore(kPermits, kPermits); // one permit too many would throw
    std::atomic<int> holders = 0;
    std::atomic<int> tooMany = 0;
    std::atomic<int> acquired = 0;
    std::atomic<int> timedOut = 0;
    std::atomic<int> cancelled = 0;
    runtime.run([&] {
        for (std::uint64_t flow = 0; flow < 60; ++flow) {
            runtime.scope().spawn([&, flow]() -> QCoro::Task<> {
                for (std::uint64_t turn = 0; turn < 100; ++turn) {
                    const auto draw = [&](std::uint64_t stage, std::uint64_t range) {
                        return static_cast<std::int64_t>(drawBits(11, DrawPurpose::Test, flow, stage, turn) % range);
                    };
                    CancellationSource source(runtime.clock(), CancellationSource::Milliseconds(1 + draw(0, 20)));
                    const CancellationToken token = source.token();
                    const Semaphore::Milliseconds timeout(draw(1, 20));
                    const Outcome<bool> got = co_await semaphore.acquire(runtime.clock(), timeout, token);
                    if (!got) {
                        ++cancelled;
                        continue;
                    }
                    if (!*got) {
                        ++timedOut;
                        continue;
                    }
                    ++acquired;
                    if (holders.fetch_add(1) >= kPermits)
                        ++tooMany;
                    const std::chrono::milliseconds held(draw(2, 3));
                    (void)co_await delay(runtime.clock(), held);
                    --holders;
                    semaphore.release();
                }
            });
        }
    });
    CHECK(runtime.scope().errorCount() == 0);
    CHECK(semaphore.currentCount() == kPermits);
    CHECK(tooMany.load() == 0);
    CHECK(acquired.load() + timedOut.load() + cancelled.load() == 6'000);
    CHECK(acquired.load() > 0);
    CHECK(timedOut.load() > 0);
    CHECK(cancelled.load() > 0);
}

TEST_CASE("semaphore: a release and a cancel that meet at the same moment have one winner, in 3,000 races (SS-6)",
    "[semaphore][race]")
{
    constexpr int kRounds = 3'000;
    PoolRuntime runtime(2);
    std::unique_ptr<CancellationSource> source;
    Race race({[&](int) { source->cancel(); }});
    int wrong = 0;
    for (int round = 0; round < kRounds; ++round) {
        source = std::make_unique<CancellationSource>();
        Semaphore semaphore(0, 1);
        const CancellationToken token = source->token();
        std::atomic<int> got = 0;
        {
            const ExternalHold hold(runtime.pool());
            if (round % 2 == 0) {
                runtime.scope().spawn([&]() -> QCoro::Task<> {
                    const Outcome<bool> permit = co_await semaphore.acquire(token);
                    got.store(permit == true ? 1 : 0);
                });
            } else {
                runtime.scope().spawn([&] { got.store(semaphore.wait(token) == true ? 1 : 0); });
                waitUntilBlocked(runtime.pool(), 1);
            }
            race.round([&] { semaphore.release(); });
        }
        runtime.scope().joinFromOutside();
        wrong += got.load() + semaphore.currentCount() == 1 ? 0 : 1;
    }
    CHECK(wrong == 0);
}
