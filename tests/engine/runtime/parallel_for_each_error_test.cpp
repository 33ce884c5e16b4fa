// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/channel/channel.h"
#include "engine/runtime/delay.h"
#include "engine/runtime/parallel_for_each.h"
#include "tests/support/pool_runtime.h"
#include "tests/support/virtual_runtime.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <ranges>

using namespace engine;
using namespace std::chrono_literals;
using tests::PoolRuntime;
using tests::VirtualRuntime;

namespace {

[[noreturn]] void fail(const std::string& what)
{
    throw std::runtime_error(what);
}

std::vector<std::string> messagesOf(const ForEachResult& result)
{
    std::vector<std::string> messages;
    for (const std::exception_ptr& each : result.errors) {
        try {
            std::rethrow_exception(each);
        } catch (const std::exception& error) {
            messages.emplace_back(error.what());
        }
    }
    return messages;
}

ForEachOptions atMost(int degree)
{
    ForEachOptions options;
    options.maxDegreeOfParallelism = degree;
    return options;
}

/// A range that cannot be opened.
struct Unopenable {
    int* begin() { fail("cannot be opened"); } // NOLINT(readability-convert-member-functions-to-static)
    int* end() { return nullptr; } // NOLINT(readability-convert-member-functions-to-static)
};

QCoro::AsyncGenerator<int> throwingAt(int at)
{
    for (int n = 0; n < 10; ++n) {
        if (n == at)
            fail("the source broke");
        co_yield n;
    }
}

} // namespace

TEST_CASE(
    "PF.14 parallelForEach: a source that cannot be opened has faulted on return", "[parallelForEach][conformance]")
{
    VirtualRuntime runtime;
    bool readyAtOnce = false;
    const ForEachResult result = runtime.run([&]() -> QCoro::Task<ForEachResult> {
        ForEachOptions options;
        auto loop = parallelForEach(runtime.executor(), Unopenable(), options, [](int, const CancellationToken&) {});
        readyAtOnce = loop.isReady();
        co_return co_await loop;
    });
    CHECK(readyAtOnce);
    CHECK(result.status == FlowStatus::Faulted);
    CHECK(messagesOf(result) == std::vector<std::string> {"cannot be opened"});
    CHECK_THROWS_AS(result.throwIfFailed(), std::runtime_error);
}

TEST_CASE("parallelForEach: a function that cannot make its generator has faulted on return (PF-3)", "[parallelForEach]")
{
    VirtualRuntime runtime;
    const auto broken = [](CancellationToken) -> QCoro::AsyncGenerator<int> { fail("cannot be opened"); };
    bool readyAtOnce = false;
    const ForEachResult result = runtime.run([&]() -> QCoro::Task<ForEachResult> {
        ForEachOptions options;
        auto loop = parallelForEach(runtime.executor(), broken, options, [](int, const CancellationToken&) {});
        readyAtOnce = loop.isReady();
        co_return co_await loop;
    });
    CHECK(readyAtOnce);
    CHECK(result.status == FlowStatus::Faulted);
    CHECK(messagesOf(result) == std::vector<std::string> {"cannot be opened"});
}

TEST_CASE(
    "PF.15 parallelForEach: a generator without a coroutine has faulted on return", "[parallelForEach][conformance]")
{
    VirtualRuntime runtime;
    bool readyAtOnce = false;
    const ForEachResult result = runtime.run([&]() -> QCoro::Task<ForEachResult> {
        ForEachOptions options;
        auto loop = parallelForEach(
            runtime.executor(), QCoro::AsyncGenerator<int>(), options, [](int, const CancellationToken&) {});
        readyAtOnce = loop.isReady();
        co_return co_await loop;
    });
    CHECK(readyAtOnce);
    CHECK(result.status == FlowStatus::Faulted);
    CHECK(result.errors.size() == 1);
    CHECK_THROWS_AS(result.throwIfFailed(), std::logic_error);
}

TEST_CASE(
    "PF.16 parallelForEach: a source that throws makes it fault with that error", "[parallelForEach][conformance]")
{
    VirtualRuntime runtime;
    std::vector<int> taken;
    const auto body = [&taken](int item, const CancellationToken&) { taken.push_back(item); };
    ForEachResult result;
    SECTION("a range")
    {
        result = runtime.run([&]() -> QCoro::Task<ForEachResult> {
            ForEachOptions options = atMost(1);
            auto items = std::views::iota(0, 10) | std::views::transform([](int n) {
                if (n == 4)
                    fail("the source broke");
                return n;
            });
            auto loop = parallelForEach(runtime.executor(), items, options, body);
            co_return co_await loop;
        });
        CHECK(result.status == FlowStatus::Faulted);
    }
    SECTION("a generator")
    {
        result = runtime.run([&]() -> QCoro::Task<ForEachResult> {
            ForEachOptions options = atMost(1);
            auto loop = parallelForEach(runtime.executor(), throwingAt(4), options, body);
            co_return co_await loop;
        });
        CHECK(result.status == FlowStatus::Faulted);
    }
    SECTION("a channel that was completed with an error")
    {
        auto channel = Channel<int>::unbounded();
        for (int n = 0; n < 4; ++n)
            CHECK(channel.tryWrite(n));
        channel.complete(Failure::of(FailureKind::Unavailable, "the source broke"));
        result = runtime.run([&]() -> QCoro::Task<ForEachResult> {
            ForEachOptions options = atMost(1);
            auto loop = parallelForEach(runtime.executor(), channel, options, body);
            co_return co_await loop;
        });
        CHECK(result.status == FlowStatus::Faulted);
    }
    CHECK(messagesOf(result) == std::vector<std::string> {"the source broke"});
    CHECK(taken == std::vector<int> {0, 1, 2, 3});
}

TEST_CASE(
    "parallelForEach: a channel completed with a cancellation makes it fault, for nobody cancelled the caller (PF-10)",
    "[parallelForEach]")
{
    // It used to be taken for the end of the channel.
    VirtualRuntime runtime;
    auto channel = Channel<int>::unbounded();
    channel.complete(Failure::cancelled(CancelReason::Shutdown, 77));
    const ForEachResult result = runtime.run([&]() -> QCoro::Task<ForEachResult> {
        ForEachOptions options;
        auto loop = parallelForEach(runtime.executor(), channel, options, [](int, const CancellationToken&) {});
        co_return co_await loop;
    });
    CHECK(result.status == FlowStatus::Faulted);
    REQUIRE(result.errors.size() == 1);
    CHECK_THROWS_AS(std::rethrow_exception(result.errors.front()), CancelledError);
}

TEST_CASE("PF.17 parallelForEach: bodies that fail together give all their errors", "[parallelForEach][conformance]")
{
    for (const int bodies : {2, 4}) {
        VirtualRuntime runtime;
        int arrived = 0;
        Semaphore barrier(0);
        const auto flow = runtime.spawn([&]() -> QCoro::Task<ForEachResult> {
            ForEachOptions options = atMost(bodies);
            auto loop = parallelForEach(runtime.executor(), std::views::iota(0), options,
                [&](int item, const CancellationToken&) -> QCoro::Task<> {
                    if (++arrived == bodies)
                        barrier.release(bodies);
                    (void)co_await barrier.acquire();
                    fail(std::to_string(item));
                });
            co_return co_await loop;
        });
        const ForEachResult result = runtime.finish(flow);
        CHECK(result.status == FlowStatus::Faulted);
        std::vector<std::string> messages = messagesOf(result);
        std::ranges::sort(messages);
        CHECK(messages
            == (bodies == 2 ? std::vector<std::string> {"0", "1"} : std::vector<std::string> {"0", "1", "2", "3"}));
    }
}

TEST_CASE("parallelForEach: after an error no item is taken, and bodies in flight are awaited (PF-7, PF-8)",
    "[parallelForEach]")
{
    VirtualRuntime runtime;
    int started = 0;
    int finished = 0;
    const auto flow = runtime.spawn([&]() -> QCoro::Task<ForEachResult> {
        ForEachOptions options = atMost(3);
        auto loop = parallelForEach(runtime.executor(), std::views::iota(0), options,
            [&](int item, const CancellationToken& token) -> QCoro::Task<> {
                ++started;
                if (item == 0) {
                    (void)co_await delay(runtime.clock(), 5ms);
                    fail("the trigger");
                }
                if (item == 1) {
                    (void)co_await delay(runtime.clock(), 50ms); // does not listen, and is awaited all the same
                    ++finished;
                    co_return;
                }
                const Outcome<void> ended = co_await delay(runtime.clock(), 1h, token);
                if (!ended)
                    throw CancelledError(ended.error().reason, ended.error().tokenId);
            });
        co_return co_await loop;
    });
    const ForEachResult result = runtime.finish(flow);
    CHECK(started == 3);
    CHECK(finished == 1);
    CHECK(runtime.now() == 50ms);
    CHECK(result.status == FlowStatus::Faulted);
    // The cancellation that the trigger caused is recorded too, behind it.
    REQUIRE(result.errors.size() == 2);
    CHECK(messagesOf(result).front() == "the trigger");
    CHECK_THROWS_AS(std::rethrow_exception(result.errors.back()), CancelledError);
}

TEST_CASE("parallelForEach: a body that throws a cancellation without the caller's cancel makes it fault (PF-10)",
    "[parallelForEach]")
{
    VirtualRuntime runtime;
    CancellationSource caller;
    ForEachOptions options = atMost(1);
    options.token = caller.token();
    const std::uint64_t callersId = options.token.id();
    const ForEachResult result = runtime.run([&]() -> QCoro::Task<ForEachResult> {
        auto loop = parallelForEach(runtime.executor(), std::views::iota(0, 3), options,
            [&](int, const CancellationToken&) { throw CancelledError(CancelReason::Caller, callersId); });
        co_return co_await loop;
    });
    CHECK(result.status == FlowStatus::Faulted);
    CHECK(result.errors.size() == 1);
}

TEST_CASE("parallelForEach: when the caller cancels, the errors are discarded (PF-10)", "[parallelForEach]")
{
    VirtualRuntime runtime;
    CancellationSource caller;
    ForEachOptions options = atMost(2);
    options.token = caller.token();
    const ForEachResult cancelled = runtime.run([&]() -> QCoro::Task<ForEachResult> {
        auto loop =
            parallelForEach(runtime.executor(), std::views::iota(0, 3), options, [&](int, const CancellationToken&) {
                caller.cancel();
                fail("ignored");
            });
        co_return co_await loop;
    });
    CHECK(cancelled.status == FlowStatus::Cancelled);
    CHECK(cancelled.errors.empty());
}

TEST_CASE("parallelForEach: what callbacks of the body's token throw is recorded behind the trigger (PF-11)",
    "[parallelForEach]")
{
    VirtualRuntime runtime;
    Registration registration;
    const ForEachResult result = runtime.run([&]() -> QCoro::Task<ForEachResult> {
        ForEachOptions options = atMost(1);
        auto loop = parallelForEach(
            runtime.executor(), std::views::iota(0, 3), options, [&](int, const CancellationToken& token) {
                registration = token.onCancelled([](CancelReason) { fail("the callback"); });
                fail("the trigger");
            });
        co_return co_await loop;
    });
    CHECK(messagesOf(result) == std::vector<std::string> {"the trigger", "the callback"});
}

TEST_CASE("parallelForEach: a worker that waits for its turn at the source leaves quietly when another fails (PF-9)",
    "[parallelForEach][race]")
{
    VirtualRuntime runtime;
    std::vector<int> taken;
    const auto slowSource = [](Clock& clock) -> QCoro::AsyncGenerator<int> {
        co_yield 0;
        co_yield 1;
        (void)co_await delay(clock, 20ms); // one worker is in here, another has done its item and waits for its turn
        co_yield 2;
        co_yield 3;
    };
    const auto flow = runtime.spawn([&]() -> QCoro::Task<ForEachResult> {
        ForEachOptions options = atMost(4);
        auto loop = parallelForEach(runtime.executor(), slowSource(runtime.clock()), options,
            [&](int item, const CancellationToken&) -> QCoro::Task<> {
                taken.push_back(item);
                if (item != 1)
                    co_return;
                (void)co_await delay(runtime.clock(), 5ms);
                fail("the trigger");
            });
        co_return co_await loop;
    });
    const ForEachResult result = runtime.finish(flow);
    CHECK(messagesOf(result) == std::vector<std::string> {"the trigger"});
    CHECK(runtime.now() == 20ms); // the worker that was at the source gets its item, nobody takes another
    CHECK(taken == std::vector<int> {0, 1, 2});
}

TEST_CASE(
    "parallelForEach: only what was thrown is recorded, whichever workers were waiting, in 400 runs on threads (PF-9)",
    "[parallelForEach][race]")
{
    PoolRuntime runtime(4);
    std::atomic<int> wrong = 0;
    std::atomic<int> ended = 0;
    runtime.run([&] {
        for (int run = 0; run < 400; ++run) {
            runtime.scope().spawn([&, run]() -> QCoro::Task<> {
                auto channel = Channel<int>::bounded(2);
                for (int n = 0; n < 2; ++n)
                    (void)channel.tryWrite(n);
                std::atomic<int> thrown = 0;
                ForEachOptions options = atMost(5);
                auto loop = parallelForEach(
                    runtime.pool(), channel, options, [&](int item, const CancellationToken&) -> QCoro::Task<> {
                        if ((run + item) % 3 == 0)
                            co_await yieldNow();
                        ++thrown;
                        fail("the trigger");
                    });
                const ForEachResult result =
                    co_await loop; // never completed: the others wait in read() and are told to stop
                if (result.status != FlowStatus::Faulted
                    || result.errors.size() != static_cast<std::size_t>(thrown.load()))
                    ++wrong;
                ++ended;
            });
        }
    });
    CHECK(wrong.load() == 0);
    CHECK(ended.load() == 400);
}
