// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/samples_csv.h"

#include <array>
#include <chrono>

namespace engine {

namespace {

constexpr std::int64_t kFlushEveryMs = 250;

struct Column {
    const char* name;
    int decimals; ///< 0: a count, which a double holds exactly up to 2^53
    double (*value)(const Snapshot&);
};

double toMs(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

double count(std::int64_t value)
{
    return static_cast<double>(value);
}

// The name and the value of a column lie side by side, so that they cannot drift apart; one line for each is a table.
// clang-format off
constexpr std::array kColumns = {
    Column{"sequence", 0, [](const Snapshot& s) { return count(s.sequence); }},
    Column{"clockMs", 3, [](const Snapshot& s) { return toMs(s.at); }},
    Column{"wallMs", 3, [](const Snapshot& s) { return toMs(s.wall); }},

    Column{"submittedOrders", 0, [](const Snapshot& s) { return count(s.ledger.submitted); }},
    Column{"persistedOrders", 0, [](const Snapshot& s) { return count(s.ledger.persisted); }},
    Column{"rejectedOrders", 0, [](const Snapshot& s) { return count(s.ledger.rejected); }},
    Column{"failedOrders", 0, [](const Snapshot& s) { return count(s.ledger.failed); }},
    Column{"cancelledOrders", 0, [](const Snapshot& s) { return count(s.ledger.cancelled); }},
    Column{"droppedOrders", 0, [](const Snapshot& s) { return count(s.ledger.dropped); }},
    Column{"lostOrders", 0, [](const Snapshot& s) { return count(s.ledger.lost); }},
    Column{"notEndedOrders", 0, [](const Snapshot& s) { return count(s.ledger.inFlight); }},
    Column{"throughputOrdersPerSecond", 3, [](const Snapshot& s) { return s.throughputPerSecond; }},
    Column{"latencyP50Ms", 3, [](const Snapshot& s) { return s.latency.p50Ms; }},
    Column{"latencyP95Ms", 3, [](const Snapshot& s) { return s.latency.p95Ms; }},
    Column{"latencyP99Ms", 3, [](const Snapshot& s) { return s.latency.p99Ms; }},
    Column{"latencyMaxMs", 3, [](const Snapshot& s) { return s.latency.maxMs; }},
    Column{"recentLatencyP50Ms", 3, [](const Snapshot& s) { return s.recentLatency.p50Ms; }},
    Column{"recentLatencyP95Ms", 3, [](const Snapshot& s) { return s.recentLatency.p95Ms; }},
    Column{"recentLatencyP99Ms", 3, [](const Snapshot& s) { return s.recentLatency.p99Ms; }},

    Column{"threads", 0, [](const Snapshot& s) { return count(s.pool.threads); }},
    Column{"runningThreads", 0, [](const Snapshot& s) { return count(s.pool.running); }},
    Column{"blockedThreads", 0, [](const Snapshot& s) { return count(s.pool.blocked); }},
    Column{"idleThreads", 0, [](const Snapshot& s) { return count(s.pool.idle); }},
    Column{"maxThreads", 0, [](const Snapshot& s) { return count(s.pool.maxThreads); }},
    Column{"pendingWorkItems", 0, [](const Snapshot& s) { return count(s.pool.pendingWorkItems); }},
    Column{"queueingDelayP50Ms", 3, [](const Snapshot& s) { return s.pool.queueingDelay.p50Ms; }},
    Column{"queueingDelayP99Ms", 3, [](const Snapshot& s) { return s.pool.queueingDelay.p99Ms; }},
    Column{"queueingDelayMaxMs", 3, [](const Snapshot& s) { return s.pool.queueingDelay.maxMs; }},

    Column{"channelOrders", 0, [](const Snapshot& s) { return count(s.channel.now); }},
    Column{"channelCapacityOrders", 0, [](const Snapshot& s) { return count(s.channel.limit); }},
    Column{"inFlightOrders", 0, [](const Snapshot& s) { return count(s.inFlightTotal.now); }},
    Column{"validateInFlightOrders", 0, [](const Snapshot& s) { return count(s.stage(Stage::Validate).inFlight.now); }},
    Column{"validateLimitOrders", 0, [](const Snapshot& s) { return count(s.stage(Stage::Validate).inFlight.limit); }},
    Column{"chargeInFlightOrders", 0, [](const Snapshot& s) { return count(s.stage(Stage::Charge).inFlight.now); }},
    Column{"chargeLimitOrders", 0, [](const Snapshot& s) { return count(s.stage(Stage::Charge).inFlight.limit); }},
    Column{"persistInFlightOrders", 0, [](const Snapshot& s) { return count(s.stage(Stage::Persist).inFlight.now); }},
    Column{"persistLimitOrders", 0, [](const Snapshot& s) { return count(s.stage(Stage::Persist).inFlight.limit); }},

    Column{"ruleEngineBusyServers", 0, [](const Snapshot& s) { return count(s.ruleEngine.busyServers.now); }},
    Column{"ruleEngineQueuedCalls", 0, [](const Snapshot& s) { return count(s.ruleEngine.acceptQueue.now); }},
    Column{"ruleEngineRefusedCalls", 0, [](const Snapshot& s) { return count(s.ruleEngine.refused); }},
    Column{"ruleEngineLatencyFactor", 3, [](const Snapshot& s) { return s.ruleEngine.latencyFactor; }},
    Column{"paymentProviderBusyServers", 0, [](const Snapshot& s) { return count(s.paymentProvider.busyServers.now); }},
    Column{"paymentProviderQueuedCalls", 0, [](const Snapshot& s) { return count(s.paymentProvider.acceptQueue.now); }},
    Column{"paymentProviderRefusedCalls", 0, [](const Snapshot& s) { return count(s.paymentProvider.refused); }},
    Column{"paymentProviderLatencyFactor", 3, [](const Snapshot& s) { return s.paymentProvider.latencyFactor; }},
    Column{"doubleCharges", 0, [](const Snapshot& s) { return count(s.doubleCharges); }},

    Column{"databaseConnectionsInUse", 0, [](const Snapshot& s) { return count(s.store.connections.now); }},
    Column{"databaseTransactions", 0, [](const Snapshot& s) { return count(s.store.transactions); }},
    Column{"databaseRows", 0, [](const Snapshot& s) { return count(s.store.rows); }},
    Column{"deadLetters", 0, [](const Snapshot& s) { return count(s.deadLetters); }},
    Column{"badLines", 0, [](const Snapshot& s) { return count(s.badLines); }},
    Column{"residentBytes", 0, [](const Snapshot& s) { return count(s.residentBytes); }},
    Column{"droppedEvents", 0, [](const Snapshot& s) { return count(s.droppedEvents); }},
};
// clang-format on

} // namespace

QByteArray SamplesCsv::header()
{
    QByteArray line;
    for (const Column& column : kColumns) {
        line.append(column.name).append(',');
    }
    line.back() = '\n';
    return line;
}

QByteArray SamplesCsv::row(const Snapshot& snapshot)
{
    QByteArray line;
    line.reserve(512);
    for (const Column& column : kColumns) {
        line.append(QByteArray::number(column.value(snapshot), 'f', column.decimals)).append(',');
    }
    line.back() = '\n';
    return line;
}

bool SamplesCsv::open(const QString& path)
{
    m_file.setFileName(path);
    m_rows = 0;
    m_error.clear();
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate)) {
        keepError();
        return false;
    }
    put(header());
    m_sinceFlush.start();
    return m_error.isEmpty();
}

void SamplesCsv::write(const Snapshot& snapshot)
{
    if (!m_file.isOpen() || !m_error.isEmpty()) {
        return;
    }
    put(row(snapshot));
    ++m_rows;
    if (m_error.isEmpty() && m_sinceFlush.elapsed() >= kFlushEveryMs) {
        if (!m_file.flush()) {
            keepError();
        }
        m_sinceFlush.start();
    }
}

bool SamplesCsv::finish()
{
    if (m_file.isOpen()) {
        if (m_error.isEmpty() && !m_file.flush()) {
            keepError();
        }
        m_file.close();
    }
    return m_error.isEmpty();
}

void SamplesCsv::put(const QByteArray& line)
{
    if (m_file.write(line) != line.size()) {
        keepError();
    }
}

void SamplesCsv::keepError()
{
    m_error = QStringLiteral("%1: %2").arg(m_file.fileName(), m_file.errorString());
}

} // namespace engine
