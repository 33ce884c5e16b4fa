// SPDX-License-Identifier: GPL-3.0-or-later
// Real threads in virtual time: whatever the interleaving, permits, trials and orphans add up.
#include "engine/resilience/consecutive_failures_breaker.h"
#include "engine/resilience/downstream_policy.h"
#include "engine/resilience/failure_ratio_breaker.h"
#include "engine/resilience/hedging.h"
#include "engine/resilience/token_bucket_limiter.h"
#include "engine/runtime/delay.h"
#include "engine/runtime/random.h"
#include "tests/support/pool_runtime.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using tests::PoolRuntime;

TEST_CASE("limiter: when cancel and release race, no permit is lost or doubled (RL-6)", "[resilience][limiter][race]")
{
    constexpr int kFlows = 8;
    constexpr int kRounds = 2'000;
    PoolRuntime runtime(4);
    ConcurrencyLimiter limiter(runtime.clock(), 3, kFlows);
    struct Slot {
        std::mutex mutex;
        CancellationSource source;
    };
    std::vector<std::unique_ptr<Slot>> slots;
    for (int n = 0; n < kFlows; ++n)
        slots.push_back(std::make_unique<Slot>());
    std::atomic<int> inside = 0;
    std::atomic<int> peak = 0;
    std::atomic<int> served = 0;
    std::atomic<int> cancelled = 0;
    std::atomic<int> refused = 0;
    runtime.run([&] {
        for (int f = 0; f < kFlows; ++f) {
            runtime.scope().spawn([&, f]() -> QCoro::Task<> {
                for (int n = 0; n < kRounds; ++n) {
                    CancellationToken token;
                    {
                        Slot& own = *slots[static_cast<std::size_t>(f)];
                        const std::lock_guard lock(own.mutex);
                        own.source = CancellationSource();
                        token = own.source.token();
                    }
                    {
                        const auto draw = drawBits(9, DrawPurpose::Test, static_cast<std::uint64_t>(f * kRounds + n));
                        Slot& other = *slots[draw % kFlows];
                        const std::lock_guard lock(other.mutex);
                        other.source.cancel();
                    }
                    const Outcome<ConcurrencyLimiter::Lease> lease = co_await limiter.acquire(1, token);
                    if (!lease) {
                        ++cancelled;
                        continue;
                    }
                    if (!lease->isAcquired()) {
                        ++refused;
                        continue;
                    }
                    ++served;
                    const int now = ++inside;
                    int seen = peak.load();
                    while (now > seen && !peak.compare_exchange_weak(seen, now)) { }
                    co_await yieldNow();
                    --inside;
                }
            });
        }
    });
    CHECK(served + cancelled + refused == kFlows * kRounds);
    CHECK(refused == 0);
    CHECK(served > 0);
    CHECK(peak.load() <= 3);
    CHECK(limiter.statistics().availablePermits == 3);
    CHECK(limiter.statistics().queuedPermits == 0);
}

TEST_CASE("token bucket: when timer, cancel and new options race, nobody is forgotten and no token is doubled (RL-9)",
    "[resilience][limiter][race]")
{
    constexpr int kFlows = 8;
    constexpr int kRounds = 300;
    PoolRuntime runtime(4);
    // One token for each millisecond, whatever the options; never more than five at once.
    TokenBucketLimiter limiter(runtime.clock(), {5, 1, 1ms, kFlows, LimiterOrder::OldestFirst, true});
    std::atomic<int> served = 0;
    std::atomic<int> cancelled = 0;
    std::atomic<int> refused = 0;
    std::atomic<int> flows = kFlows;
    runtime.run([&] {
        for (int f = 0; f < kFlows; ++f) {
            runtime.scope().spawn([&, f]() -> QCoro::Task<> {
                for (int n = 0; n < kRounds; ++n) {
                    const auto draw = drawBits(13, DrawPurpose::Test, static_cast<std::uint64_t>(f * kRounds + n));
                    CancellationSource source(runtime.clock(), std::chrono::milliseconds(1 + draw % 16));
                    const CancellationToken token = source.token();
                    const Outcome<Limiter::Lease> lease = co_await limiter.acquire(1, token);
                    if (!lease)
                        ++cancelled;
                    else
                        ++(lease->isAcquired() ? served : refused);
                }
                --flows;
            });
        }
        runtime.scope().spawn([&]() -> QCoro::Task<> {
            for (int n = 0; flows > 0; ++n) {
                (void)co_await delay(runtime.clock(), 3ms);
                const int each = n % 2 == 0 ? 2 : 1;
                limiter.setOptions({5, each, each * Clock::Duration(1ms), kFlows, LimiterOrder::OldestFirst, true});
            }
        });
    });
    CHECK(served + cancelled + refused == kFlows * kRounds);
    CHECK(cancelled > 0);
    CHECK(refused == 0);
    CHECK(served <= 5 + runtime.now() / 1ms);
    CHECK(limiter.statistics().queuedPermits == 0);
}

TEST_CASE("circuit breaker: from many threads, each break has one trial, and moves follow each other",
    "[resilience][breaker][race]")
{
    constexpr int kFlows = 8;
    constexpr int kCalls = 1'000;
    PoolRuntime runtime(4);
    FailureRatioOptions options;
    options.failureRatio = 0.5;
    options.minimumThroughput = 4;
    options.breaker.breakDuration = 500ms;
    std::atomic<int> callbacks = 0;
    std::atomic<int> inCallback = 0;
    std::atomic<bool> overlapped = false;
    const auto note = [&] {
        overlapped = overlapped || inCallback.fetch_add(1) != 0;
        ++callbacks;
        --inCallback;
    };
    options.breaker.callbacks = {[note](const BreakerOpened&) { note(); }, [note](bool) { note(); }, note};
    options.breaker.log = std::make_shared<BreakerLog>();
    FailureRatioBreaker breaker(runtime.clock(), options);
    std::atomic<int> trialsOut = 0;
    std::atomic<int> trials = 0;
    std::atomic<bool> twoTrials = false;
    std::atomic<int> refused = 0;
    runtime.run([&] {
        for (int f = 0; f < kFlows; ++f) {
            runtime.scope().spawn([&, f]() -> QCoro::Task<> {
                for (int n = 0; n < kCalls; ++n) {
                    const auto draw = drawBits(11, DrawPurpose::Test, static_cast<std::uint64_t>(f * kCalls + n));
                    const CircuitBreaker::Admission admission = breaker.enter();
                    if (!admission.isAllowed()) {
                        ++refused;
                        (void)co_await delay(runtime.clock(), 100ms);
                        continue;
                    }
                    if (admission.trial) {
                        ++trials;
                        twoTrials = twoTrials || trialsOut.fetch_add(1) != 0;
                    }
                    co_await yieldNow();
                    Outcome<void> outcome;
                    if (draw % 5 != 0)
                        outcome = failed(FailureKind::Unavailable, "down");
                    if (admission.trial)
                        --trialsOut;
                    breaker.report(admission, outcome);
                }
            });
        }
    });
    // A late result may end a half-open state while its trial is out, but the next break lasts longer than any call here.
    CHECK_FALSE(twoTrials);
    CHECK_FALSE(overlapped);
    CHECK(trials > 0);
    CHECK(refused > 0);
    const BreakerView view = breaker.view();
    CHECK(callbacks == static_cast<int>(view.changes.size()) + view.droppedChanges);
    for (std::size_t n = 1; n < view.changes.size(); ++n) {
        CHECK(view.changes[n].from == view.changes[n - 1].to);
        CHECK(view.changes[n].at >= view.changes[n - 1].at);
    }
}

namespace {

/// The attempts of one call.
class Pace {
public:
    /// Whether this one starts beside another that started less than 2 ms ago.
    bool enter(Clock::TimePoint now)
    {
        const std::lock_guard lock(m_mutex);
        const bool early = m_running++ > 0 && now - m_last < 2ms;
        m_last = now;
        return early;
    }
    void leave()
    {
        const std::lock_guard lock(m_mutex);
        --m_running;
    }

private:
    std::mutex m_mutex;
    int m_running = 0;
    Clock::TimePoint m_last;
};

} // namespace

TEST_CASE("hedging: when attempts and timers and the caller end at once, each call has one outcome",
    "[resilience][hedging][race]")
{
    constexpr int kFlows = 6;
    constexpr int kCalls = 400;
    PoolRuntime runtime(4);
    std::atomic<int> hedges = 0;
    std::atomic<int> won = 0;
    std::atomic<int> early = 0;
    HedgingOptions options;
    options.maxHedgedAttempts = 3;
    options.delay = 2ms;
    options.onHedging = [&](int) { ++hedges; };
    options.onWon = [&](int) { ++won; };
    const auto pipeline =
        std::make_shared<const Pipeline>(Pipeline {std::make_shared<Hedging>(runtime.scope(), options)});
    Clock& clock = runtime.clock();
    std::atomic<int> ended = 0;
    std::atomic<int> wrong = 0;
    runtime.run([&] {
        for (int f = 0; f < kFlows; ++f) {
            runtime.scope().spawn([&, f]() -> QCoro::Task<> {
                for (int n = 0; n < kCalls; ++n) {
                    const auto order = static_cast<OrderId>(f * kCalls + n + 1);
                    // Times of 0 to 4 ms: much is due in the same instant as a timer, or as another attempt's end.
                    const auto pace = std::make_shared<Pace>(); // losers may outlive this turn of the loop
                    const auto callee = [&, order, pace](
                                            int attempt, const CancellationToken& token) -> QCoro::Task<Outcome<void>> {
                        early += pace->enter(clock.now()) ? 1 : 0;
                        const auto draw = drawBits(5, DrawPurpose::Test, order, 0, static_cast<std::uint64_t>(attempt));
                        Outcome<void> outcome = co_await delay(clock, std::chrono::milliseconds(draw % 5), token);
                        if (outcome && draw % 3 != 0)
                            outcome = failed(FailureKind::Unavailable, std::to_string(attempt));
                        pace->leave();
                        co_return outcome;
                    };
                    CancellationSource source(clock, std::chrono::milliseconds(1 + order % 16));
                    const CancellationToken token = source.token();
                    QCoro::Task<Outcome<void>> task = execute(pipeline, order, callee, token);
                    const Outcome<void> outcome = co_await task;
                    ++ended;
                    const bool cancelled = !outcome && outcome.error().isCancelled();
                    if (cancelled && outcome.error().tokenId != token.id())
                        ++wrong;
                    if (!outcome && !cancelled && outcome.error().message != "1") // all failed: the primary's
                        ++wrong;
                }
            });
        }
    });
    CHECK(ended == kFlows * kCalls);
    CHECK(wrong == 0);
    CHECK(early == 0);
    CHECK(won > 0);
    CHECK(hedges > won);
    CHECK(clock.pendingTimers() == 0);
}

TEST_CASE("downstream policy: calls, changes and hands on the breaker at once leave nothing behind",
    "[resilience][policy][race]")
{
    constexpr int kFlows = 6;
    constexpr int kCalls = 150;
    PoolRuntime runtime(4);
    ResilienceSpec spec;
    spec.retry = {true, 2, BackoffKind::Exponential, 10.0, 0.0, true};
    spec.breaker.kind = BreakerKind::ConsecutiveFailures;
    spec.breaker.breakSeconds = 0.1;
    spec.timeout = {TimeoutKind::Pessimistic, 20.0};
    spec.limiter = {true, 3, 2};
    spec.chaos = {true, 0.1, 0.1, 30.0};
    ResilienceSpec other = spec;
    other.limiter = {true, 5, 0};
    other.timeout.kind = TimeoutKind::Optimistic;
    DownstreamPolicy policy("rule engine", spec, 3, Stage::Validate, runtime.scope());
    Clock& clock = runtime.clock();
    std::atomic<int> ended = 0;
    std::atomic<int> odd = 0;
    const auto callee = [&clock](int attempt, const CancellationToken& token) -> QCoro::Task<Outcome<void>> {
        const auto draw = drawBits(static_cast<std::uint64_t>(attempt), DrawPurpose::Test,
            static_cast<std::uint64_t>(clock.now().time_since_epoch().count()));
        const CancellationToken& heard = draw % 3 == 0 ? CancellationToken::none() : token;
        Outcome<void> outcome = co_await delay(clock, std::chrono::milliseconds(draw % 40), heard);
        if (outcome && draw % 4 == 0)
            outcome = failed(FailureKind::Unavailable, "down");
        co_return outcome;
    };
    runtime.run([&] {
        for (int f = 0; f < kFlows; ++f) {
            runtime.scope().spawn([&, f]() -> QCoro::Task<> {
                for (int n = 0; n < kCalls; ++n) {
                    const auto order = static_cast<OrderId>(f * kCalls + n + 1);
                    QCoro::Task<Outcome<void>> task = policy.execute(order, callee, CancellationToken::none());
                    const Outcome<void> outcome = co_await task;
                    ++ended;
                    odd += !outcome && (outcome.error().isCancelled() || outcome.error().kind == FailureKind::Rejected)
                        ? 1
                        : 0;
                    if (!outcome && outcome.error().kind == FailureKind::BrokenCircuit)
                        (void)co_await delay(clock, 20ms);
                }
            });
        }
        runtime.scope().spawn([&]() -> QCoro::Task<> {
            for (int n = 0; n < 100; ++n) {
                (void)co_await delay(clock, 7ms);
                policy.apply(n % 2 == 0 ? other : spec);
                if (n % 10 == 3)
                    (void)policy.isolateBreaker();
                if (n % 10 == 5)
                    (void)policy.closeBreaker();
                (void)policy.view();
            }
        });
    });
    CHECK(ended == kFlows * kCalls);
    CHECK(odd == 0);
    const PolicyView view = policy.view();
    CHECK(view.orphansNow == 0);
    CHECK(view.limiter.permitsInUse == 0);
    CHECK(view.limiter.queued == 0);
    CHECK(view.timeouts > 0);
    CHECK(view.retries > 0);
}
