// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/parameter_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ui {

namespace {

using W = ParameterWords;
using enum ParameterGroup;

struct WordLabel {
    const char* end; ///< of the paths that it is for
    const char* word;
    const char* label;
};

using std::array; // the tool does not understand it qualified in a class

/// Both tables, in a class of their own for the sake of the tool that collects the texts to translate.
class ParameterTexts {
    Q_DECLARE_TR_FUNCTIONS(ui::ParameterTexts)

public:
    static constexpr array kWords {
        W {"workload.ratePerSecond", QT_TR_NOOP("Arrival rate"), Workload, W::Basic | W::Log, "/s", 1, 2000,
            "workload.arrival=steady|poisson|spikes"},
        W {"workload.arrival", QT_TR_NOOP("Orders arrive"), Workload, W::Basic | W::Restarts},
        W {"workload.orders", QT_TR_NOOP("Orders"), Workload, W::Basic | W::Restarts},
        W {"workload.repeatForever", QT_TR_NOOP("Orders keep coming"), Workload, W::Restarts},
        W {"workload.spikeOrders", QT_TR_NOOP("Orders in a spike"), Workload, W::Log, "", 1, 10'000, "workload.arrival=spikes"},
        W {"workload.spikeEverySeconds", QT_TR_NOOP("From spike to spike"), Workload, W::Log, "s", 1, 300,
            "workload.arrival=spikes"},
        W {"seed", QT_TR_NOOP("Seed of all draws"), Workload, W::Restarts},

        W {"limits.channelCapacity", QT_TR_NOOP("Channel capacity"), Channel, W::Basic | W::Log | W::OnlyBounded, "", 1, 100'000},
        W {"limits.orderTimeoutMs", QT_TR_NOOP("Time for an order"), Channel, W::Log, "ms", 0, 60'000},
        W {"limits.boundedShape", QT_TR_NOOP("Stages work"), Channel, W::Restarts | W::OnlyBounded},

        W {"limits.validateInFlight", QT_TR_NOOP("Validate limit"), Validate, W::Basic | W::Log | W::OnlyBounded, "", 1, 1000},
        W {"limits.validateLimit", QT_TR_NOOP("Validate limit is"), Validate, W::OnlyBounded},
        W {"limits.chargeInFlight", QT_TR_NOOP("Charge limit"), Charge, W::Basic | W::Log | W::OnlyBounded, "", 1, 1000},
        W {"limits.chargeLimit", QT_TR_NOOP("Charge limit is"), Charge, W::OnlyBounded},

        W {"*.latency.meanMs", QT_TR_NOOP("Latency"), Validate, W::Basic | W::Log, "ms", 0, 10'000},
        W {"*.servers", QT_TR_NOOP("Servers"), Validate, W::Basic | W::Log, "", 1, 1000},
        W {"*.failureRate", QT_TR_NOOP("Calls that fail"), Validate, W::Basic | W::Share, "%", 0, 1},
        W {"*.latency.kind", QT_TR_NOOP("Latency is"), Validate},
        W {"*.latency.spreadMs", QT_TR_NOOP("Spread of latency"), Validate, W::Log, "ms", 0, 10'000,
            "*.latency.kind=uniform|logNormal"},
        W {"*.acceptQueueLimit", QT_TR_NOOP("Accept queue"), Validate, W::Log, "", 0, 100'000},
        W {"*.rejectRate", QT_TR_NOOP("Orders refused"), Validate, W::Share, "%", 0, 1},
        W {"*.hangRate", QT_TR_NOOP("Calls that hang"), Validate, W::Share, "%", 0, 1},
        W {"*.answerLostRate", QT_TR_NOOP("Answers lost"), Validate, W::Share, "%", 0, 1},

        W {"limits.chunkSize", QT_TR_NOOP("Orders in a chunk"), Store, W::Basic | W::Log | W::OnlyBounded, "", 1, 2000},
        W {"store.roundTripMs", QT_TR_NOOP("Round trip"), Store, W::Basic | W::Log, "ms", 0, 2000},
        W {"store.connections", QT_TR_NOOP("Connections"), Store, W::Basic | W::Log, "", 1, 200},
        W {"limits.chunkWaitMs", QT_TR_NOOP("Longest wait for a chunk"), Store, W::Log | W::OnlyBounded, "ms", 0, 10'000},

        W {"pool.threads", QT_TR_NOOP("Threads"), Pool, W::Basic | W::Log, "", 1, 512, "pool.governor.kind=fixed"},
        W {"pool.governor.kind", QT_TR_NOOP("Number of threads"), Pool, W::Basic},
        W {"limits.blockingKind", QT_TR_NOOP("A worker waits for"), Pool, W::OnlyBlocking},
        W {"pool.governor.minThreads", QT_TR_NOOP("Fewest threads"), Pool, W::Log, "", 1, 512, "pool.governor.kind=dotnet"},
        W {"pool.governor.maxThreads", QT_TR_NOOP("Most threads"), Pool, W::Log, "", 1, 512, "pool.governor.kind=dotnet"},
        W {"pool.governor.hillClimbing", QT_TR_NOOP("Climbs for throughput"), Pool, W::None, "", 0, 0,
            "pool.governor.kind=dotnet"},
        W {"pool.governor.cooperativeBlocking", QT_TR_NOOP("Stand-ins for blocked workers"), Pool, W::None, "", 0, 0,
            "pool.governor.kind=dotnet"},
        W {"pool.governor.processors", QT_TR_NOOP("Processors it believes in"), Pool, W::None, "", 0, 64,
            "pool.governor.kind=dotnet"},

        W {"*.resilience.timeout.kind", QT_TR_NOOP("A call that is late"), ValidateCalls, W::Basic},
        W {"*.resilience.retry.enabled", QT_TR_NOOP("Try again"), ValidateCalls, W::Basic},
        W {"*.resilience.breaker.kind", QT_TR_NOOP("Circuit breaker"), ValidateCalls, W::Basic},
        W {"*.resilience.timeout.ms", QT_TR_NOOP("Timeout"), ValidateCalls, W::Log, "ms", 10, 60'000,
            "*.resilience.timeout.kind=optimistic|pessimistic"},
        W {"*.resilience.retry.maxRetryAttempts", QT_TR_NOOP("Retries"), ValidateCalls, W::Log, "", 1, 100,
            "*.resilience.retry.enabled=true"},
        W {"*.resilience.retry.backoff", QT_TR_NOOP("Waits grow"), ValidateCalls, W::None, "", 0, 0,
            "*.resilience.retry.enabled=true"},
        W {"*.resilience.retry.delayMs", QT_TR_NOOP("First wait"), ValidateCalls, W::Log, "ms", 0, 60'000,
            "*.resilience.retry.enabled=true"},
        W {"*.resilience.retry.maxDelayMs", QT_TR_NOOP("Longest wait"), ValidateCalls, W::Log, "ms", 0, 60'000,
            "*.resilience.retry.enabled=true"},
        W {"*.resilience.retry.useJitter", QT_TR_NOOP("Waits are spread"), ValidateCalls, W::None, "", 0, 0,
            "*.resilience.retry.enabled=true"},
        W {"*.resilience.breaker.failureRatio", QT_TR_NOOP("Opens at failures of"), ValidateCalls, W::Share, "%", 0, 1,
            "*.resilience.breaker.kind=failureRatio"},
        W {"*.resilience.breaker.minimumThroughput", QT_TR_NOOP("Out of at least"), ValidateCalls, W::Log, "", 2, 10'000,
            "*.resilience.breaker.kind=failureRatio"},
        W {"*.resilience.breaker.samplingSeconds", QT_TR_NOOP("Within the last"), ValidateCalls, W::Log, "s", 0.5, 300,
            "*.resilience.breaker.kind=failureRatio"},
        W {"*.resilience.breaker.failures", QT_TR_NOOP("Opens at failures in a row"), ValidateCalls, W::Log, "", 1, 1000,
            "*.resilience.breaker.kind=consecutiveFailures"},
        W {"*.resilience.breaker.breakSeconds", QT_TR_NOOP("Stays open"), ValidateCalls, W::Log, "s", 0.5, 300,
            "*.resilience.breaker.kind=failureRatio|consecutiveFailures"},
        W {"*.resilience.limiter.enabled", QT_TR_NOOP("Limit calls at once"), ValidateCalls},
        W {"*.resilience.limiter.permitLimit", QT_TR_NOOP("Calls at once"), ValidateCalls, W::Log, "", 1, 10'000,
            "*.resilience.limiter.enabled=true"},
        W {"*.resilience.limiter.queueLimit", QT_TR_NOOP("Calls that may wait"), ValidateCalls, W::Log, "", 0, 10'000,
            "*.resilience.limiter.enabled=true"},
        W {"*.resilience.rateLimit.kind", QT_TR_NOOP("Limit calls for each time"), ValidateCalls},
        W {"*.resilience.rateLimit.permits", QT_TR_NOOP("Calls for each period"), ValidateCalls, W::Log, "", 1, 10'000,
            "*.resilience.rateLimit.kind=tokenBucket|spaced"},
        W {"*.resilience.rateLimit.periodMs", QT_TR_NOOP("Period"), ValidateCalls, W::Log, "ms", 1, 60'000,
            "*.resilience.rateLimit.kind=tokenBucket|spaced"},
        W {"*.resilience.rateLimit.burst", QT_TR_NOOP("Permits saved up"), ValidateCalls, W::Log, "", 1, 10'000,
            "*.resilience.rateLimit.kind=tokenBucket|spaced"},
        W {"*.resilience.rateLimit.queueLimit", QT_TR_NOOP("Calls that may wait for a permit"), ValidateCalls, W::Log, "", 0,
            10'000, "*.resilience.rateLimit.kind=tokenBucket"},
        W {"*.resilience.hedging.enabled", QT_TR_NOOP("Ask again beside a slow call"), ValidateCalls},
        W {"*.resilience.hedging.maxHedgedAttempts", QT_TR_NOOP("Attempts beside the first"), ValidateCalls, W::None, "", 1, 10,
            "*.resilience.hedging.enabled=true"},
        W {"*.resilience.hedging.delayMs", QT_TR_NOOP("Before the next attempt"), ValidateCalls, W::Log, "ms", 0, 10'000,
            "*.resilience.hedging.enabled=true"},
        W {"*.resilience.chaos.enabled", QT_TR_NOOP("Inject trouble"), ValidateCalls},
        W {"*.resilience.chaos.faultRate", QT_TR_NOOP("Injected failures"), ValidateCalls, W::Share, "%", 0, 1,
            "*.resilience.chaos.enabled=true"},
        W {"*.resilience.chaos.latencyRate", QT_TR_NOOP("Calls that are delayed"), ValidateCalls, W::Share, "%", 0, 1,
            "*.resilience.chaos.enabled=true"},
        W {"*.resilience.chaos.latencyMs", QT_TR_NOOP("By"), ValidateCalls, W::Log, "ms", 0, 10'000,
            "*.resilience.chaos.enabled=true"},
        W {"*.resilience.order", QT_TR_NOOP("Nested, outermost first"), ValidateCalls},

        W {"limits.drainSeconds", QT_TR_NOOP("Time to drain"), Shutdown, W::Basic | W::Log, "s", 0, 600},
        W {"limits.timeLimitSeconds", QT_TR_NOOP("Time limit of a run"), Shutdown, W::Restarts, "s"},

        W {"antiPatterns.blockOnAsync", QT_TR_NOOP("Block on async"), Habits, W::Basic | W::NotBlocking},
        W {"antiPatterns.unboundedFanOut", QT_TR_NOOP("Fan out without bound"), Habits, W::Basic | W::OnlyBounded},
        W {"antiPatterns.unboundedChannel", QT_TR_NOOP("Channel without bound"), Habits, W::Basic | W::OnlyBounded},
        W {"antiPatterns.retryWithoutBackoff", QT_TR_NOOP("Retry without waiting"), Habits, W::Basic},
        W {"antiPatterns.noTimeout", QT_TR_NOOP("No timeouts"), Habits, W::Basic},
        W {"antiPatterns.ignoreCancellation", QT_TR_NOOP("Ignore cancellation"), Habits, W::Basic},
        W {"antiPatterns.fireAndForget", QT_TR_NOOP("Fire and forget"), Habits, W::Basic | W::NotBlocking},
        W {"antiPatterns.asyncVoid", QT_TR_NOOP("Async void"), Habits, W::Basic},
        W {"antiPatterns.noIdempotencyKeys", QT_TR_NOOP("No idempotency keys"), Habits, W::Basic},
        W {"antiPatterns.abruptStop", QT_TR_NOOP("Stop without draining"), Habits, W::Basic},
        W {"antiPatterns.insertEach", QT_TR_NOOP("A transaction for each order"), Habits, W::Basic | W::OnlyBounded},
        W {"antiPatterns.taskRun", QT_TR_NOOP("Task.Run around every call"), Habits, W::Basic},
        W {"antiPatterns.needlessLayers", QT_TR_NOOP("Layers that do nothing"), Habits, W::Basic, "", 0, 100},
        W {"antiPatterns.hogWorkerMs", QT_TR_NOOP("Long computation in a flow"), Habits, W::Basic | W::Log, "ms", 0, 1000},
        W {"antiPatterns.collectThenAnswer", QT_TR_NOOP("Collect, then answer"), Habits, W::Basic},
        W {"antiPatterns.waitForAll", QT_TR_NOOP("Wait for all"), Habits, W::Basic | W::OnlyUnbounded, "", 0, 0,
            "workload.arrival=burst"},
    };

    static constexpr array kWordLabels {
        WordLabel {"arrival", "burst", QT_TR_NOOP("all at once")},
        WordLabel {"arrival", "steady", QT_TR_NOOP("at equal distances")},
        WordLabel {"arrival", "poisson", QT_TR_NOOP("at random moments")},
        WordLabel {"arrival", "spikes", QT_TR_NOOP("steadily, with spikes")},
        WordLabel {"latency.kind", "constant", QT_TR_NOOP("constant")},
        WordLabel {"latency.kind", "uniform", QT_TR_NOOP("uniform")},
        WordLabel {"latency.kind", "exponential", QT_TR_NOOP("exponential")},
        WordLabel {"latency.kind", "logNormal", QT_TR_NOOP("log-normal")},
        WordLabel {"boundedShape", "pipelined", QT_TR_NOOP("side by side")},
        WordLabel {"boundedShape", "batchwise", QT_TR_NOOP("batch by batch")},
        WordLabel {"blockingKind", "syncOverAsync", QT_TR_NOOP("a coroutine")},
        WordLabel {"blockingKind", "synchronous", QT_TR_NOOP("the service itself")},
        WordLabel {"Limit", "fixed", QT_TR_NOOP("as given")},
        WordLabel {"Limit", "aimd", QT_TR_NOOP("found by AIMD")},
        WordLabel {"Limit", "gradient", QT_TR_NOOP("found by gradient")},
        WordLabel {"governor.kind", "fixed", QT_TR_NOOP("fixed")},
        WordLabel {"governor.kind", "dotnet", QT_TR_NOOP("governed as in .NET")},
        WordLabel {"timeout.kind", "off", QT_TR_NOOP("is waited for")},
        WordLabel {"timeout.kind", "optimistic", QT_TR_NOOP("is asked to end")},
        WordLabel {"timeout.kind", "pessimistic", QT_TR_NOOP("is left behind")},
        WordLabel {"breaker.kind", "off", QT_TR_NOOP("none")},
        WordLabel {"breaker.kind", "failureRatio", QT_TR_NOOP("by share of failures")},
        WordLabel {"breaker.kind", "consecutiveFailures", QT_TR_NOOP("by failures in a row")},
        WordLabel {"backoff", "constant", QT_TR_NOOP("not at all")},
        WordLabel {"backoff", "linear", QT_TR_NOOP("linearly")},
        WordLabel {"backoff", "exponential", QT_TR_NOOP("exponentially")},
        WordLabel {"backoff", "article", QT_TR_NOOP("linearly, with jitter")},
    };
};

} // namespace

std::span<const ParameterWords> parameterWords() noexcept
{
    return ParameterTexts::kWords;
}

QString labelOf(const ParameterWords& words)
{
    return ParameterTexts::tr(words.label);
}

QString labelOfWord(const QString& path, const QString& word)
{
    const auto* const found = std::ranges::find_if(ParameterTexts::kWordLabels, [&](const WordLabel& entry) {
        return path.endsWith(QLatin1String(entry.end)) && word == QLatin1String(entry.word);
    });
    return found == ParameterTexts::kWordLabels.end() ? word : ParameterTexts::tr(found->label);
}

} // namespace ui
