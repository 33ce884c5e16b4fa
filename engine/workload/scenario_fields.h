// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workload/field_table.h"
#include "engine/workload/policy_fields.h"
#include "engine/workload/scenario.h"

#include <concepts>
#include <cstdint>
#include <span>
#include <tuple>
#include <type_traits>
#include <vector>

/// The one table of what a scenario document holds. Reader, writer, `--set` and schema all go through it; defaults come
/// from the structs of scenario.h.
namespace engine::fields {

std::span<const Word<ArrivalKind>> wordsOf(ArrivalKind) noexcept;
std::span<const Word<LatencyKind>> wordsOf(LatencyKind) noexcept;
std::span<const Word<BoundedShape>> wordsOf(BoundedShape) noexcept;
std::span<const Word<BlockingKind>> wordsOf(BlockingKind) noexcept;
std::span<const Word<LimitKind>> wordsOf(LimitKind) noexcept;
std::span<const Word<ClockKind>> wordsOf(ClockKind) noexcept;

template <>
struct Table<WorkloadSpec> {
    static constexpr std::tuple kFields {
        field("arrival", &WorkloadSpec::arrival, Any {},
            "How orders arrive: all at once, at equal distances, at random moments, or steadily with spikes on top."),
        field("orders", &WorkloadSpec::orders, Range {1, 100'000'000},
            "Orders in all; ignored in a run that reads its orders from a file."),
        field("ratePerSecond", &WorkloadSpec::ratePerSecond, Range {0.001, 1'000'000},
            "Orders that arrive each second on average; without effect on a burst."),
        field("spikeOrders", &WorkloadSpec::spikeOrders, Range {1, 10'000'000},
            "Orders that arrive together in each spike."),
        field("spikeEverySeconds", &WorkloadSpec::spikeEverySeconds, Range {0.001, 86'400},
            "Time from one spike to the next; the first comes after this time."),
        field("repeatForever", &WorkloadSpec::repeatForever, Any {},
            "Whether orders keep arriving after the number given, until somebody stops the run."),
    };
};

template <>
struct Table<LatencySpec> {
    static constexpr std::tuple kFields {
        field("kind", &LatencySpec::kind, Any {}, "The distribution of the time that a server is busy with one call."),
        field("meanMs", &LatencySpec::meanMs, kMilliseconds, "Mean of that time."),
        field("spreadMs", &LatencySpec::spreadMs, kMilliseconds,
            "Half the width of a uniform distribution, or the standard deviation of a log-normal one."),
    };
};

template <>
struct Table<OutageSpec> {
    static constexpr std::tuple kFields {
        field("fromSeconds", &OutageSpec::fromSeconds, kSeconds, "Clock time at which the outage begins."),
        field("forSeconds", &OutageSpec::forSeconds, kSeconds,
            "How long it lasts; every call in this time fails at once."),
    };
};

template <>
struct Table<LatencyChangeSpec> {
    static constexpr std::tuple kFields {
        field("atSeconds", &LatencyChangeSpec::atSeconds, kSeconds, "Clock time from which the factor holds."),
        field("latencyFactor", &LatencyChangeSpec::latencyFactor, Range {0, 1000},
            "What latencies are multiplied by from then on."),
    };
};

template <>
struct Table<ServiceSpec> {
    static constexpr std::tuple kFields {
        field("servers", &ServiceSpec::servers, Range {1, 100'000}, "Calls that are served at the same time."),
        field("acceptQueueLimit", &ServiceSpec::acceptQueueLimit, Range {0, 100'000'000},
            "Calls that may wait for a server; further ones are refused."),
        field("latency", &ServiceSpec::latency, Any {}, "How long a server is busy with one call."),
        field("failureRate", &ServiceSpec::failureRate, kShare,
            "Share of calls that fail because the service is unavailable."),
        field("answerLostRate", &ServiceSpec::answerLostRate, kShare,
            "Share of calls that do their work but fail all the same, because the answer never arrives."),
        field("hangRate", &ServiceSpec::hangRate, kShare,
            "Share of calls that keep their server and never answer, until somebody cancels them."),
        field("rejectRate", &ServiceSpec::rejectRate, kShare,
            "Share of orders that the service refuses for a reason of business."),
        field("outages", &ServiceSpec::outages, kListItems, "Times in which every call fails at once."),
        field("latencyChanges", &ServiceSpec::latencyChanges, kListItems,
            "Moments at which the service becomes slower or faster."),
        field("resilience", &ServiceSpec::resilience, Any {}, "What stands between the stage and the service."),
    };
};

template <>
struct Table<StoreSpec> {
    static constexpr std::tuple kFields {
        field("connections", &StoreSpec::connections, Range {1, 1000},
            "Connections to the database; each transaction holds one."),
        field("roundTripMs", &StoreSpec::roundTripMs, kMilliseconds,
            "Time on the way to the database and back, on top of the real transaction."),
    };
};

template <>
struct Table<LimitsSpec> {
    static constexpr std::tuple kFields {
        field("channelCapacity", &LimitsSpec::channelCapacity, Range {1, 100'000'000},
            "Bounded mode: orders that may wait between intake and the first stage."),
        field("validateInFlight", &LimitsSpec::validateInFlight, kInFlight,
            "Bounded mode: orders that are validated at the same time."),
        field("chargeInFlight", &LimitsSpec::chargeInFlight, kInFlight,
            "Bounded mode: orders that are charged at the same time."),
        field("validateLimit", &LimitsSpec::validateLimit, Any {},
            "Bounded mode: whether the limit of validation stays as given, or follows how the calls do."),
        field("chargeLimit", &LimitsSpec::chargeLimit, Any {},
            "Bounded mode: whether the limit of charging stays as given, or follows how the calls do."),
        field("orderTimeoutMs", &LimitsSpec::orderTimeoutMs, kMilliseconds,
            "What an order is given from when it leaves the channel until it has been charged; 0 is no limit."),
        field("chunkSize", &LimitsSpec::chunkSize, Range {1, 100'000},
            "Bounded mode: orders that are saved in one transaction."),
        field("chunkWaitMs", &LimitsSpec::chunkWaitMs, kMilliseconds,
            "Bounded mode: longest time that a charged order waits for its chunk to fill; 0 saves full chunks only."),
        field("boundedShape", &LimitsSpec::boundedShape, Any {},
            "Bounded mode: whether the stages run side by side, or one after the other for a whole batch."),
        field("blockingKind", &LimitsSpec::blockingKind, Any {},
            "Blocking mode: whether a worker waits for a coroutine that needs a worker too, or for the service "
            "itself."),
        field("drainSeconds", &LimitsSpec::drainSeconds, kSeconds,
            "What orders in flight are given to finish when the run is stopped."),
        field("timeLimitSeconds", &LimitsSpec::timeLimitSeconds, Range {0.001, 86'400},
            "Clock time after which the run is ended."),
    };
};

template <>
struct Table<PoolSpec> {
    static constexpr std::tuple kFields {
        field("threads", &PoolSpec::threads, Range {1, 512}, "Threads of the pool at first."),
        field("governor", &PoolSpec::governor, Any {}, "Who changes the number of threads, and within which bounds."),
    };
};

template <>
struct Table<ClockSpec> {
    static constexpr std::tuple kFields {
        field("kind", &ClockSpec::kind, Any {},
            "Whether waiting takes real time, or the clock jumps ahead whenever nothing can run."),
        field(
            "rate", &ClockSpec::rate, Range {0.05, 20}, "Clock seconds for each second on the wall; real clock only."),
    };
};

template <>
struct Table<Scenario> {
    static constexpr std::tuple kFields {
        field("version", &Scenario::version, Range {Scenario::kVersion, Scenario::kVersion}, "Version of this format."),
        field("name", &Scenario::name, Size {1, 100}, "Short name, used in lists and reports."),
        field("title", &Scenario::title, Size {0, 200}, "One line for people."),
        field("description", &Scenario::description, Size {0, 4000}, "What can be seen in this scenario."),
        field("seed", &Scenario::seed, Any {},
            "What every random draw depends on; write it as a text if it is larger than 9007199254740992."),
        field("workload", &Scenario::workload, Any {}, "How many orders arrive, and when."),
        field("ruleEngine", &Scenario::ruleEngine, Any {}, "The service that validates orders."),
        field("paymentProvider", &Scenario::paymentProvider, Any {}, "The service that charges orders."),
        field("store", &Scenario::store, Any {}, "The order database."),
        field("limits", &Scenario::limits, Any {}, "What the pipeline allows itself."),
        field("pool", &Scenario::pool, Any {}, "The thread pool."),
        field("clock", &Scenario::clock, Any {}, "How time passes."),
        field("antiPatterns", &Scenario::antiPatterns, Any {}, "Bad habits, each a switch of its own."),
    };
};

template <typename Value>
concept Record = requires
{
    Table<Value>::kFields;
};
template <typename Value>
concept List = requires
{
    typename Value::value_type;
}
&&Record<typename Value::value_type>;
/// The words of a choice, each once, in an order that means something. A document may name the first of them only.
template <typename Value>
concept Ordering = requires
{
    std::tuple_size<Value>::value;
}
&&std::is_enum_v<typename Value::value_type>;
template <typename Value>
concept Choice = std::is_enum_v<Value>;
template <typename Value>
concept Number = std::same_as<Value, int> || std::same_as<Value, std::int64_t> || std::same_as<Value, double>;

/// Calls `use` with each field of Owner, in the order of the table.
template <Record Owner, typename Use>
void forEach(Use&& use)
{
    std::apply([&](const auto&... each) { (use(each), ...); }, Table<Owner>::kFields);
}

/// The words of a choice that are written; with aliases, all that are read.
template <Choice Enum>
[[nodiscard]] QStringList wordsOf(bool withAliases)
{
    QStringList texts;
    for (const Word<Enum>& word : wordsOf(Enum {})) {
        if (withAliases || !word.alias)
            texts << QString::fromUtf8(word.text);
    }
    return texts;
}

/// A number with as few digits as say it exactly, never with an exponent below 10^15.
[[nodiscard]] QString numberText(double number);

} // namespace engine::fields
