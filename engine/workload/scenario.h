// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workload/anti_patterns_spec.h"
#include "engine/workload/governor_spec.h"
#include "engine/workload/resilience_spec.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace engine {

/// How orders arrive.
enum class ArrivalKind : std::uint8_t { Burst, Steady, Poisson, Spikes };

/// `orders` orders in all. Burst: all at once, as one request. Steady and Poisson: `ratePerSecond` on average.
/// Spikes: steady at `ratePerSecond`, and `spikeOrders` more at once every `spikeEverySeconds`.
struct WorkloadSpec {
    ArrivalKind arrival = ArrivalKind::Burst;
    std::int64_t orders = 5000;
    double ratePerSecond = 100.0;
    std::int64_t spikeOrders = 500;
    double spikeEverySeconds = 10.0;
    bool repeatForever = false; ///< keep arriving after `orders`: for the live window

    friend bool operator==(const WorkloadSpec&, const WorkloadSpec&) = default;
};

enum class LatencyKind : std::uint8_t { Constant, Uniform, Exponential, LogNormal };

/// Time a server is busy with one call. Constant: meanMs. Uniform: meanMs +- spreadMs. Exponential: mean meanMs.
/// LogNormal: mean meanMs, standard deviation spreadMs.
struct LatencySpec {
    LatencyKind kind = LatencyKind::Constant;
    double meanMs = 50.0;
    double spreadMs = 0.0;

    friend bool operator==(const LatencySpec&, const LatencySpec&) = default;
};

/// From `fromSeconds` for `forSeconds` of clock time every call fails at once as unavailable.
struct OutageSpec {
    double fromSeconds = 0.0;
    double forSeconds = 0.0;

    friend bool operator==(const OutageSpec&, const OutageSpec&) = default;
};

/// From `atSeconds` of clock time on, latencies are `latencyFactor` times the model's.
struct LatencyChangeSpec {
    double atSeconds = 0.0;
    double latencyFactor = 1.0;

    friend bool operator==(const LatencyChangeSpec&, const LatencyChangeSpec&) = default;
};

/// A downstream with `servers` servers and a first-in-first-out accept queue of `acceptQueueLimit` calls.
struct ServiceSpec {
    int servers = 20;
    int acceptQueueLimit = 100'000;
    LatencySpec latency;
    double failureRate = 0.0; ///< share of calls that fail as unavailable, 0..1
    double answerLostRate = 0.0; ///< share of calls that do their work, but whose answer never arrives: they fail too, 0..1
    double hangRate = 0.0; ///< share of calls that keep their server and never answer, until they are cancelled, 0..1
    double rejectRate = 0.0; ///< share of orders that are refused for a reason of business, 0..1
    std::vector<OutageSpec> outages;
    std::vector<LatencyChangeSpec> latencyChanges;
    ResilienceSpec resilience; ///< what stands between the stage and this service

    friend bool operator==(const ServiceSpec&, const ServiceSpec&) = default;
};

/// The order database. Each transaction holds one of `connections` for a round trip and the real transaction.
struct StoreSpec {
    int connections = 10;
    double roundTripMs = 20.0;

    friend bool operator==(const StoreSpec&, const StoreSpec&) = default;
};

/// How a stage's limit is found. Fixed: the number given. Aimd and Gradient start from it and follow how the calls do.
enum class LimitKind : std::uint8_t { Fixed, Aimd, Gradient };

enum class BoundedShape : std::uint8_t { Pipelined, Batchwise };
enum class BlockingKind : std::uint8_t { SyncOverAsync, Synchronous };

struct LimitsSpec {
    int channelCapacity = 5000;
    int validateInFlight = 20;
    int chargeInFlight = 10;
    int chunkSize = 200;
    LimitKind validateLimit = LimitKind::Fixed;
    LimitKind chargeLimit = LimitKind::Fixed;
    double orderTimeoutMs = 0.0; ///< for an order from when it leaves the channel until it is charged; 0: no limit
    double chunkWaitMs = 0.0; ///< longest wait of a charged order for its chunk to fill; 0: only full chunks, and the rest at the end
    BoundedShape boundedShape = BoundedShape::Pipelined;
    BlockingKind blockingKind = BlockingKind::SyncOverAsync;
    double drainSeconds = 30.0; ///< what `stop` gives orders in flight
    double timeLimitSeconds = 600.0; ///< of clock time; a run that takes longer ends as timeLimit

    friend bool operator==(const LimitsSpec&, const LimitsSpec&) = default;
};

struct PoolSpec {
    int threads = 8; ///< at first; a governor may change it
    GovernorSpec governor;

    friend bool operator==(const PoolSpec&, const PoolSpec&) = default;
};

enum class ClockKind : std::uint8_t { Virtual, Real };

struct ClockSpec {
    ClockKind kind = ClockKind::Virtual;
    double rate = 1.0; ///< clock seconds for each wall second, 0.05..20; real clock only

    friend bool operator==(const ClockSpec&, const ClockSpec&) = default;
};

/// Everything that defines a run but its mode.
///
/// Shape    as the JSON document of resources/scenarios; every field has this struct's default
/// Threads  a value
struct Scenario {
    static constexpr int kVersion = 1;

    int version = kVersion;
    QString name = QStringLiteral("unnamed");
    QString title;
    QString description;
    std::uint64_t seed = 1;
    WorkloadSpec workload;
    ServiceSpec ruleEngine;
    ServiceSpec paymentProvider;
    StoreSpec store;
    LimitsSpec limits;
    PoolSpec pool;
    ClockSpec clock;
    AntiPatternsSpec antiPatterns;

    Scenario();

    friend bool operator==(const Scenario&, const Scenario&) = default;
};

} // namespace engine
