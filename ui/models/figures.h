// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

/// The parts of a snapshot as values that QML can bind to, named and grouped as the engine groups them.
///
/// Units    counts are whole numbers in a double, because QML has no 64-bit integer; they are exact up to 2^53
namespace ui {

/// engine::LedgerCounts.
struct LedgerFigures {
    Q_GADGET
    QML_VALUE_TYPE(ledgerFigures)
    Q_PROPERTY(double submitted MEMBER submitted)
    Q_PROPERTY(double persisted MEMBER persisted)
    Q_PROPERTY(double rejected MEMBER rejected)
    Q_PROPERTY(double failed MEMBER failed)
    Q_PROPERTY(double cancelled MEMBER cancelled)
    Q_PROPERTY(double dropped MEMBER dropped)
    Q_PROPERTY(double lost MEMBER lost)
    Q_PROPERTY(double inFlight MEMBER inFlight)
    Q_PROPERTY(bool holds MEMBER holds)

public:
    double submitted = 0;
    double persisted = 0;
    double rejected = 0;
    double failed = 0;
    double cancelled = 0;
    double dropped = 0;
    double lost = 0;
    double inFlight = 0;
    bool holds = true; ///< the parts add up to `submitted`

    [[nodiscard]] static LedgerFigures from(const engine::LedgerCounts& counts);
    friend bool operator==(const LedgerFigures&, const LedgerFigures&) = default;
};

/// engine::Level. `fraction` is what a bar shows: of the limit, or of the peak where there is no limit; 0..1.
struct LevelFigures {
    Q_GADGET
    QML_VALUE_TYPE(levelFigures)
    Q_PROPERTY(double now MEMBER now)
    Q_PROPERTY(double peak MEMBER peak)
    Q_PROPERTY(double limit MEMBER limit)
    Q_PROPERTY(double fraction MEMBER fraction)
    Q_PROPERTY(double peakFraction MEMBER peakFraction)
    Q_PROPERTY(bool limited MEMBER limited)
    Q_PROPERTY(bool full MEMBER full)

public:
    double now = 0;
    double peak = 0;
    double limit = 0;
    double fraction = 0;
    double peakFraction = 0; ///< 0..1, like `fraction`
    bool limited = false;
    bool full = false; ///< at its limit

    [[nodiscard]] static LevelFigures from(const engine::Level& level);
    friend bool operator==(const LevelFigures&, const LevelFigures&) = default;
};

/// engine::Percentiles.
struct PercentileFigures {
    Q_GADGET
    QML_VALUE_TYPE(percentileFigures)
    Q_PROPERTY(double count MEMBER count)
    Q_PROPERTY(double p50Ms MEMBER p50Ms)
    Q_PROPERTY(double p95Ms MEMBER p95Ms)
    Q_PROPERTY(double p99Ms MEMBER p99Ms)
    Q_PROPERTY(double maxMs MEMBER maxMs)

public:
    double count = 0;
    double p50Ms = 0;
    double p95Ms = 0;
    double p99Ms = 0;
    double maxMs = 0;

    [[nodiscard]] static PercentileFigures from(const engine::Percentiles& percentiles);
    friend bool operator==(const PercentileFigures&, const PercentileFigures&) = default;
};

/// engine::PoolView without its workers, and who says how many threads it has.
struct PoolFigures {
    Q_GADGET
    QML_VALUE_TYPE(poolFigures)
    Q_PROPERTY(int threads MEMBER threads)
    Q_PROPERTY(int running MEMBER running)
    Q_PROPERTY(int blocked MEMBER blocked)
    Q_PROPERTY(int idle MEMBER idle)
    Q_PROPERTY(int maxThreads MEMBER maxThreads)
    Q_PROPERTY(int goal MEMBER goal)
    Q_PROPERTY(bool governed MEMBER governed)
    Q_PROPERTY(int peakBlocked MEMBER peakBlocked)
    Q_PROPERTY(double pendingWorkItems MEMBER pendingWorkItems)
    Q_PROPERTY(double peakPendingWorkItems MEMBER peakPendingWorkItems)
    Q_PROPERTY(double pendingFraction MEMBER pendingFraction)
    Q_PROPERTY(double threadStackBytes MEMBER threadStackBytes)
    Q_PROPERTY(double frameBytesPerOrder MEMBER frameBytesPerOrder)
    Q_PROPERTY(ui::PercentileFigures queueingDelay MEMBER queueingDelay)
    Q_PROPERTY(ui::PercentileFigures recentQueueingDelay MEMBER recentQueueingDelay)

public:
    int threads = 0;
    int running = 0;
    int blocked = 0;
    int idle = 0;
    int maxThreads = 0;
    int goal = 0; ///< threads that it may have now
    bool governed = false; ///< the goal is not the user's
    int peakBlocked = 0;
    double pendingWorkItems = 0;
    double peakPendingWorkItems = 0;
    double pendingFraction = 0; ///< of the peak, 0..1
    double threadStackBytes = -1; ///< resident, of one blocked worker; -1: none has been measured
    double frameBytesPerOrder = -1; ///< of one suspended order; -1: not measured
    PercentileFigures queueingDelay;
    PercentileFigures recentQueueingDelay;

    [[nodiscard]] static PoolFigures from(const engine::PoolView& pool, const engine::GovernorView& governor);
    friend bool operator==(const PoolFigures&, const PoolFigures&) = default;
};

/// engine::StageView.
struct StageFigures {
    Q_GADGET
    QML_VALUE_TYPE(stageFigures)
    Q_PROPERTY(ui::LevelFigures inFlight MEMBER inFlight)
    Q_PROPERTY(double done MEMBER done)
    Q_PROPERTY(double failed MEMBER failed)
    Q_PROPERTY(ui::PercentileFigures latency MEMBER latency)

public:
    LevelFigures inFlight;
    double done = 0;
    double failed = 0;
    PercentileFigures latency;

    [[nodiscard]] static StageFigures from(const engine::StageView& stage);
    friend bool operator==(const StageFigures&, const StageFigures&) = default;
};

/// What is wrong with a service, "5x as slow, 50 % fail"; empty: nothing.
[[nodiscard]] QString troubleWords(const engine::ServiceTrouble& trouble);
/// All that is in force: what was done by hand, and what the scenario does at that moment.
[[nodiscard]] engine::ServiceTrouble troubleOf(const engine::ServiceView& service);

/// engine::ServiceView.
struct ServiceFigures {
    Q_GADGET
    QML_VALUE_TYPE(serviceFigures)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(ui::LevelFigures busyServers MEMBER busyServers)
    Q_PROPERTY(ui::LevelFigures acceptQueue MEMBER acceptQueue)
    Q_PROPERTY(double calls MEMBER calls)
    Q_PROPERTY(double refused MEMBER refused)
    Q_PROPERTY(double failed MEMBER failed)
    Q_PROPERTY(bool outage MEMBER outage)
    Q_PROPERTY(double latencyFactor MEMBER latencyFactor)
    Q_PROPERTY(QString trouble MEMBER trouble)

public:
    QString name;
    LevelFigures busyServers;
    LevelFigures acceptQueue;
    double calls = 0;
    double refused = 0;
    double failed = 0;
    bool outage = false;
    double latencyFactor = 1.0;
    QString trouble; ///< as troubleWords says it

    [[nodiscard]] static ServiceFigures from(const engine::ServiceView& service);
    friend bool operator==(const ServiceFigures&, const ServiceFigures&) = default;
};

/// engine::StoreView.
struct StoreFigures {
    Q_GADGET
    QML_VALUE_TYPE(storeFigures)
    Q_PROPERTY(ui::LevelFigures connections MEMBER connections)
    Q_PROPERTY(double transactions MEMBER transactions)
    Q_PROPERTY(double rows MEMBER rows)
    Q_PROPERTY(bool outage MEMBER outage)
    Q_PROPERTY(QString trouble MEMBER trouble)

public:
    LevelFigures connections;
    double transactions = 0;
    double rows = 0;
    bool outage = false;
    QString trouble; ///< as troubleWords says it

    [[nodiscard]] static StoreFigures from(const engine::StoreView& store);
    friend bool operator==(const StoreFigures&, const StoreFigures&) = default;
};

} // namespace ui
