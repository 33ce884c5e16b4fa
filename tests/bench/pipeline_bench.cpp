// SPDX-License-Identifier: GPL-3.0-or-later
// What the bounded pipeline itself costs for an order: no latency, no database, limits 20 and 10, chunks of 200, two workers.
#include "engine/intake/intake.h"
#include "engine/modes/mode_switch.h"
#include "engine/runtime/thread_executor.h"
#include "engine/telemetry/collector.h"
#include "tests/bench/bench.h"

#include <atomic>
#include <cstdlib>
#include <new>

using namespace engine;

namespace {

bool g_counting = false; ///< written while only one thread runs
std::atomic<std::int64_t> g_allocated {0};
std::atomic<std::int64_t> g_allocations {0};

/// Takes every row and keeps none.
class NullStore final : public OrderStore {
public:
    QCoro::Task<Outcome<void>> insert(const Order&, const CancellationToken&) override { co_return Outcome<void>(); }
    QCoro::Task<Outcome<ChunkResult>> insertChunk(std::span<const Order> orders, const CancellationToken&) override
    {
        ChunkResult result;
        result.committed = orders.size();
        co_return result;
    }
    QCoro::Task<Outcome<void>> addDeadLetters(std::vector<DeadLetter>) override { co_return Outcome<void>(); }
    Outcome<void> insertOnWorker(const Order&, const CancellationToken&) override { return {}; }
    [[nodiscard]] StoreView view() const override { return {}; }
};

Scenario instantScenario(std::int64_t orders)
{
    Scenario scenario;
    scenario.workload.orders = orders;
    scenario.limits.channelCapacity = 5000;
    scenario.ruleEngine.latency.meanMs = 0;
    scenario.paymentProvider.latency.meanMs = 0;
    scenario.pool.threads = 2;
    return scenario;
}

/// Orders that exist already, so that neither drawing nor submitting them is measured with the pipeline.
struct Pipeline {
    explicit Pipeline(const Scenario& from, bool telemetry)
        : scenario(from), ruleEngine(from.ruleEngine, 1, clock), provider(from.paymentProvider, 1, clock),
          journal(clock, ledger, probe, Channel<DeadLetter>::unbounded()), validate(ruleEngine, ruleCalls, journal, clock),
          charge(provider, paymentCalls, journal, clock), persist(store, journal, clock), scope(pool), unowned(pool),
          mode({scenario, clock, pool, scope, journal, validate, charge, persist, habits, unowned, results}, Mode::Bounded)
    {
        probe.setEnabled(telemetry);
        if (telemetry)
            collector.emplace(probe, record, Collector::Hooks {[](Snapshot&) {}, {}, {}});
    }
    void run()
    {
        TaskScope client(pool);
        mode.start();
        (void)client.spawn([this]() -> QCoro::Task<> {
            const CancellationToken token = scope.token();
            for (std::int64_t id = 1; id <= scenario.workload.orders; ++id) {
                Submission submission;
                submission.order.id = static_cast<OrderId>(id);
                journal.submit(submission);
                journal.move(submission, OrderState::Accepted);
                if (!mode.tryAccept(submission))
                    co_await mode.accept(std::move(submission), token);
            }
            co_await mode.finish();
        });
        client.joinFromOutside();
    }

    const Scenario scenario;
    Clock clock;
    Probe probe;
    WorkerPool pool {clock, 2};
    Ledger ledger;
    NullStore store;
    SimulatedRuleEngine ruleEngine;
    SimulatedPaymentProvider provider;
    OrderJournal journal;
    TaskScope orphans{pool};
    Habits habits;
    DownstreamPolicy rulePolicy{"rule engine", {}, 1, Stage::Validate, orphans};
    DownstreamPolicy paymentPolicy{"payment provider", {}, 1, Stage::Charge, orphans};
    DownstreamCalls ruleCalls{rulePolicy, habits, orphans};
    DownstreamCalls paymentCalls{paymentPolicy, habits, orphans};
    ValidateStage validate;
    ChargeStage charge;
    PersistStage persist;
    TaskScope scope;
    TaskScope unowned;
    Results results;
    ModeSwitch mode;
    RunRecord record {{.snapshots = 16, .events = 0}};
    std::optional<Collector> collector; ///< empties the rings, as in a run
};

double nsForAnOrder(bool telemetry)
{
    constexpr std::int64_t kOrders = 100'000;
    const Scenario scenario = instantScenario(kOrders);
    return bench::nsEach(kOrders, [&] {
        Pipeline pipeline(scenario, telemetry);
        pipeline.run();
    });
}

void printAllocations()
{
    constexpr std::int64_t kOrders = 20'000;
    g_counting = true;
    Pipeline pipeline(instantScenario(kOrders), true);
    const std::int64_t bytes = g_allocated;
    const std::int64_t times = g_allocations;
    pipeline.run();
    std::printf("%-52s %9.1f bytes in %.1f allocations\n", "allocated on the way of an order",
        static_cast<double>(g_allocated - bytes) / kOrders, static_cast<double>(g_allocations - times) / kOrders);
    std::printf("%-52s %9.2f\n", "work items on the way of an order",
        static_cast<double>(pipeline.pool.counts().completed) / kOrders);
}

} // namespace

// Not inlined: where only one of a pair is, GCC 14 takes malloc and delete, or new and free, for a mismatch.
[[gnu::noinline]] void* operator new(std::size_t size)
{
    if (g_counting) {
        g_allocated.fetch_add(static_cast<std::int64_t>(size), std::memory_order_relaxed);
        g_allocations.fetch_add(1, std::memory_order_relaxed);
    }
    if (void* const memory = std::malloc(size))
        return memory;
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept
{
    std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

int main()
{
    constexpr double kMostNs = 700;
    bench::print("bounded pipeline, telemetry on, an order", nsForAnOrder(true), "what it may cost at most", kMostNs);
    bench::print("bounded pipeline, telemetry off, an order", nsForAnOrder(false), "what it may cost at most", kMostNs);
    printAllocations();
}
