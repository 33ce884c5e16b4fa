// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/channel/channel.h"
#include "engine/runtime/delay.h"
#include "engine/runtime/parallel_for_each.h"
#include "tests/support/pool_runtime.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>

#include <ranges>
#include <set>

using namespace engine;
using namespace std::chrono_literals;
using tests::PoolRuntime;
using tests::VirtualRuntime;

namespace {

ForEachOptions atMost(int degree)
{
    ForEachOptions options;
    options.maxDegreeOfParallelism = degree;
    return options;
}

QCoro::AsyncGenerator<int> countTo(Clock& clock, int first, int last)
{
    for (int n = first; n <= last; ++n) {
        if (n % 10 == 0)
            (void)co_await delay(clock, 1ms);
        co_yield n;
    }
}

} // namespace

TEST_CASE("PF.2 parallelForEach: no more bodies are started than the degree allows", "[parallelForEach][conformance]")
{
    for (const int degree : {-1, 1, 2, 4, 128}) {
        VirtualRuntime runtime;
        Semaphore promise(0);
        int started = 0;
        const auto flow = runtime.spawn([&]() -> QCoro::Task<FlowStatus> {
            ForEachOptions options = atMost(degree);
            auto loop = parallelForEach(runtime.executor(), std::views::iota(0, 500), options,
                [&](int, const CancellationToken&) -> QCoro::Task<> {
                    ++started;
                    (void)co_await promise.acquire();
                });
            const ForEachResult result = co_await loop;
            co_return result.status;
        });
        runtime.advance(20ms);
        const int expected = degree > 0 ? degree : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
        CHECK(started == expected);
        promise.release(500);
        CHECK(runtime.finish(flow) == FlowStatus::Succeeded);
        CHECK(started == 500);
    }
}

TEST_CASE("PF.3 parallelForEach: an executor's own limit caps the degree", "[parallelForEach][conformance]")
{
    for (const int degree : {-1, 1, 2, 4, 128}) {
        VirtualRuntime runtime;
        runtime.executor().concurrencyLimit = 2;
        int inFlight = 0;
        int peak = 0;
        const auto flow = runtime.spawn([&]() -> QCoro::Task<FlowStatus> {
            ForEachOptions options = atMost(degree);
            auto loop = parallelForEach(runtime.executor(), std::views::iota(0, 50), options,
                [&](int, const CancellationToken&) -> QCoro::Task<> {
                    peak = std::max(peak, ++inFlight);
                    (void)co_await delay(runtime.clock(), 1ms);
                    --inFlight;
                });
            const ForEachResult result = co_await loop;
            co_return result.status;
        });
        CHECK(runtime.finish(flow) == FlowStatus::Succeeded);
        CHECK(peak <= (degree > 0 ? std::min(2, degree) : 2));
        CHECK(peak >= 1);
    }
}

TEST_CASE("PF.5 parallelForEach: it returns before the work is done, and an endless source ends by cancel",
    "[parallelForEach][conformance]")
{
    PoolRuntime runtime(3);
    CancellationSource source;
    ForEachOptions options;
    options.token = source.token();
    std::atomic<bool> readyAtOnce = true;
    std::atomic<int> bodies = 0;
    std::atomic<FlowStatus> status = FlowStatus::Pending;
    std::atomic<std::uint64_t> tokenId = 0;
    runtime.run([&] {
        runtime.scope().spawn([&]() -> QCoro::Task<> {
            auto loop = parallelForEach(
                runtime.pool(), std::views::iota(0), options, [&](int, const CancellationToken&) { ++bodies; });
            readyAtOnce.store(loop.isReady());
            const ForEachResult result = co_await loop;
            status.store(result.status);
            tokenId.store(result.cancelTokenId);
        });
        while (bodies.load() < 1'000)
            std::this_thread::yield();
        source.cancel();
    });
    CHECK_FALSE(readyAtOnce.load());
    CHECK(status.load() == FlowStatus::Cancelled);
    CHECK(tokenId.load() == options.token.id());
}

TEST_CASE("parallelForEach: it queues its workers even for work that completes at once (PF-3)", "[parallelForEach]")
{
    VirtualRuntime runtime;
    int bodies = 0;
    int bodiesOnReturn = -1;
    const auto flow = runtime.start([&]() -> QCoro::Task<> {
        ForEachOptions options = atMost(4);
        auto loop = parallelForEach(
            runtime.executor(), std::views::iota(0, 10), options, [&](int, const CancellationToken&) { ++bodies; });
        bodiesOnReturn = bodies;
        (void)co_await loop;
    });
    runtime.finish(flow);
    CHECK(bodiesOnReturn == 0);
    CHECK(bodies == 10);
}

TEST_CASE("PF.7 parallelForEach: every item goes to exactly one body", "[parallelForEach][conformance]")
{
    for (const bool yields : {false, true}) {
        for (const int kind : {0, 1, 2}) {
            PoolRuntime runtime(4);
            const int last = kind == 2 ? 10'009 : 109;
            std::vector<std::atomic<int>> seen(10'012);
            auto channel = Channel<int>::bounded(4);
            std::atomic<FlowStatus> status = FlowStatus::Pending;
            runtime.run([&] {
                if (kind == 2) {
                    runtime.scope().spawn([&]() -> QCoro::Task<> {
                        for (int n = 10; n <= last; ++n)
                            (void)co_await channel.write(n);
                        channel.complete();
                    });
                }
                runtime.scope().spawn([&]() -> QCoro::Task<> {
                    const auto body = [&](int item, const CancellationToken&) -> QCoro::Task<> {
                        ++seen[static_cast<std::size_t>(item)];
                        if (yields)
                            co_await yieldNow();
                    };
                    ForEachOptions options = atMost(6);
                    auto loop = kind == 0
                        ? parallelForEach(runtime.pool(), std::views::iota(10, last + 1), options, body)
                        : kind == 1 ? parallelForEach(runtime.pool(), countTo(runtime.clock(), 10, last), options, body)
                                    : parallelForEach(runtime.pool(), channel, options, body);
                    const ForEachResult result = co_await loop;
                    status.store(result.status);
                });
            });
            CHECK(status.load() == FlowStatus::Succeeded);
            int once = 0;
            int other = 0;
            for (const auto& count : seen) {
                once += count.load() == 1 ? 1 : 0;
                other += count.load() > 1 ? 1 : 0;
            }
            CHECK(once == last - 9);
            CHECK(other == 0);
            CHECK(seen[9].load() == 0);
            CHECK(seen[static_cast<std::size_t>(last) + 1].load() == 0);
        }
    }
}

TEST_CASE("parallelForEach: bodies start in the order of the source (PF-5)", "[parallelForEach]")
{
    VirtualRuntime runtime;
    std::vector<int> started;
    const auto flow = runtime.spawn([&]() -> QCoro::Task<> {
        ForEachOptions options = atMost(3);
        auto loop = parallelForEach(runtime.executor(), std::views::iota(0, 20), options,
            [&](int item, const CancellationToken&) -> QCoro::Task<> {
                started.push_back(item);
                const std::chrono::milliseconds time(1 + item % 3);
                (void)co_await delay(runtime.clock(), time);
            });
        (void)co_await loop;
    });
    runtime.finish(flow);
    const auto expected = std::views::iota(0, 20);
    CHECK(started == std::vector<int>(expected.begin(), expected.end()));
}

TEST_CASE("parallelForEach: workers are added one by one, as items are found (PF-4)", "[parallelForEach]")
{
    VirtualRuntime runtime;
    auto channel = Channel<int>::unbounded();
    int inFlight = 0;
    const auto flow = runtime.spawn([&]() -> QCoro::Task<> {
        ForEachOptions options = atMost(100);
        auto loop =
            parallelForEach(runtime.executor(), channel, options, [&](int, const CancellationToken&) -> QCoro::Task<> {
                ++inFlight;
                (void)co_await delay(runtime.clock(), 1h);
                --inFlight;
            });
        (void)co_await loop;
    });
    runtime.runUntilIdle();
    for (int k = 1; k <= 5; ++k) {
        CHECK(channel.tryWrite(k));
        runtime.runUntilIdle();
        CHECK(inFlight == k); // k workers have an item
        CHECK(runtime.executor().distinctItems()
            == static_cast<std::size_t>(k) + 2); // they, the one that waits for the next item, and the caller
    }
    channel.complete();
    runtime.finish(flow);
    CHECK(inFlight == 0);
}

TEST_CASE("PF.8 parallelForEach: a cancel of the caller ends it cancelled, with the caller's token",
    "[parallelForEach][conformance]")
{
    VirtualRuntime runtime;
    CancellationSource source(runtime.clock(), 10ms);
    ForEachOptions options = atMost(4);
    options.token = source.token();
    int finished = 0;
    const auto flow = runtime.spawn([&]() -> QCoro::Task<ForEachResult> {
        auto loop = parallelForEach(runtime.executor(), std::views::iota(0), options,
            [&](int, const CancellationToken& token) -> QCoro::Task<> {
                const Outcome<void> ended = co_await delay(runtime.clock(), 3ms, token);
                if (!ended)
                    throw CancelledError(ended.error().reason, ended.error().tokenId);
                ++finished;
            });
        co_return co_await loop;
    });
    const ForEachResult result = runtime.finish(flow);
    CHECK(result.status == FlowStatus::Cancelled);
    CHECK(result.cancelTokenId == options.token.id());
    CHECK(result.cancelReason == CancelReason::Timeout);
    CHECK(result.errors.empty()); // what the bodies threw is discarded (PF-10)
    CHECK(finished == 12);
    CHECK(runtime.now() == 10ms);
    CHECK_THROWS_AS(result.throwIfFailed(), CancelledError);
}

TEST_CASE("parallelForEach: a generator that is made for the loop gets the token of the bodies (PF-6)", "[parallelForEach]")
{
    // A generator used to be made before the loop, and could not hear that it was over.
    VirtualRuntime runtime;
    std::uint64_t sourcesToken = 0;
    std::set<std::uint64_t> bodiesTokens;
    const auto slowSource = [&](CancellationToken token) -> QCoro::AsyncGenerator<int> {
        sourcesToken = token.id();
        for (int n = 0;; ++n) {
            co_yield n;
            const Outcome<void> waited = co_await delay(runtime.clock(), 1h * n, token);
            if (!waited)
                co_return;
        }
    };
    const auto body = [&](int item, const CancellationToken& token) -> QCoro::Task<> {
        bodiesTokens.insert(token.id());
        (void)co_await delay(runtime.clock(), 5ms);
        if (item == 1)
            throw std::runtime_error("failed");
    };
    const ForEachResult result = runtime.run([&]() -> QCoro::Task<ForEachResult> {
        ForEachOptions options = atMost(2);
        auto loop = parallelForEach(runtime.executor(), slowSource, options, body);
        co_return co_await loop;
    });
    CHECK(result.status == FlowStatus::Faulted);
    CHECK(result.errors.size() == 1); // the source left quietly
    CHECK(bodiesTokens == std::set<std::uint64_t> {sourcesToken});
    CHECK(runtime.now() == 5ms); // and did not wait for its hour
}

TEST_CASE("PF.10 parallelForEach: every body gets the same token", "[parallelForEach][conformance]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    ForEachOptions options = atMost(7);
    options.token = source.token();
    std::vector<std::uint64_t> tokens;
    bool linked = true;
    const auto flow = runtime.spawn([&]() -> QCoro::Task<> {
        auto loop = parallelForEach(runtime.executor(), std::views::iota(0, 100), options,
            [&](int item, const CancellationToken& token) -> QCoro::Task<> {
                tokens.push_back(token.id());
                co_await yieldNow();
                if (item == 99) {
                    source.cancel();
                    linked = token.isCancelled();
                }
            });
        (void)co_await loop;
    });
    runtime.finish(flow);
    CHECK(tokens.size() == 100);
    CHECK(std::set<std::uint64_t>(tokens.begin(), tokens.end()).size() == 1);
    CHECK(tokens.front() != options.token.id());
    CHECK(linked); // one source, linked to the caller's (PF-6)
}

TEST_CASE("parallelForEach: a token cancelled beforehand touches neither source nor body (PF-1)", "[parallelForEach]")
{
    VirtualRuntime runtime;
    CancellationSource source;
    source.cancel(CancelReason::Shutdown);
    ForEachOptions options;
    options.token = source.token();
    bool touched = false;
    bool readyAtOnce = false;
    const ForEachResult result = runtime.run([&]() -> QCoro::Task<ForEachResult> {
        const auto watched = std::views::iota(0, 3) | std::views::transform([&](int n) {
            touched = true;
            return n;
        });
        auto loop = parallelForEach(
            runtime.executor(), watched, options, [&](int, const CancellationToken&) { touched = true; });
        readyAtOnce = loop.isReady();
        co_return co_await loop;
    });
    CHECK(readyAtOnce);
    CHECK_FALSE(touched);
    CHECK(result.status == FlowStatus::Cancelled);
    CHECK(result.cancelTokenId == options.token.id());
    CHECK(result.cancelReason == CancelReason::Shutdown);
}

TEST_CASE("PF.22 parallelForEach: the caller's context flows into every body, whatever the body before did to its own",
    "[parallelForEach][conformance]")
{
    // Contexts cannot be suppressed here: see conformance_list.md.
    VirtualRuntime runtime;
    std::vector<OrderId> seen;
    const auto flow = runtime.spawn([&]() -> QCoro::Task<> {
        Strand::current()->context().order = 42;
        ForEachOptions options = atMost(2);
        auto loop = parallelForEach(runtime.executor(), std::views::iota(0, 10), options,
            [&](int item, const CancellationToken&) -> QCoro::Task<> {
                seen.push_back(Strand::current()->context().order);
                Strand::current()->context().order = static_cast<OrderId>(1'000 + item);
                co_await yieldNow();
            });
        (void)co_await loop;
    });
    runtime.finish(flow);
    CHECK(seen == std::vector<OrderId>(10, 42));
}

TEST_CASE("parallelForEach: source and body are gone before the caller goes on", "[parallelForEach]")
{
    // The last worker used to keep them until after it had woken the caller.
    PoolRuntime runtime(4);
    std::atomic<int> aliveAfter = 0;
    struct Counted {
        std::atomic<int>* count;
        explicit Counted(std::atomic<int>& number)
            : count(&number)
        {
            ++*count;
        }
        Counted(const Counted& other)
            : count(other.count)
        {
            ++*count;
        }
        ~Counted() { --*count; }
        Counted& operator=(const Counted&) = delete;
    };
    runtime.run([&] {
        for (int n = 0; n < 300; ++n) {
            runtime.scope().spawn([&]() -> QCoro::Task<> {
                ForEachOptions options = atMost(3);
                const auto own = std::make_shared<std::atomic<int>>(0);
                std::optional<Counted> counted(std::in_place, *own);
                auto loop = parallelForEach(runtime.pool(), std::views::iota(0, 5), options,
                    [counted](int, const CancellationToken&) -> QCoro::Task<> { co_await yieldNow(); });
                counted.reset();
                (void)co_await loop;
                aliveAfter += own->load();
            });
        }
    });
    CHECK(aliveAfter.load() == 0);
}

TEST_CASE("parallelForEach: a body that is through with an item at once is not asked for a coroutine", "[parallelForEach]")
{
    struct Body {
        std::vector<int>* atOnce;
        std::vector<int>* later;
        [[nodiscard]] bool tryAtOnce(int& item, const CancellationToken&) const
        {
            if (item % 2 != 0)
                return false;
            atOnce->push_back(item);
            return true;
        }
        QCoro::Task<> operator()(int item, const CancellationToken&) const
        {
            later->push_back(item);
            co_await yieldNow();
        }
    };
    VirtualRuntime runtime;
    std::vector<int> atOnce;
    std::vector<int> later;
    const auto flow = runtime.spawn([&]() -> QCoro::Task<FlowStatus> {
        ForEachOptions options = atMost(1);
        auto loop = parallelForEach(runtime.executor(), std::views::iota(0, 6), options, Body {&atOnce, &later});
        const ForEachResult result = co_await loop;
        co_return result.status;
    });
    CHECK(runtime.finish(flow) == FlowStatus::Succeeded);
    CHECK(atOnce == std::vector<int> {0, 2, 4});
    CHECK(later == std::vector<int> {1, 3, 5});
}
