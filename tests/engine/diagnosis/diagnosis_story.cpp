// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/diagnosis/diagnosis_story.h"

namespace tests {

using namespace engine;

DiagnosisStory::DiagnosisStory(Scenario scenario)
    : m_diagnostician(std::move(scenario))
{
    now.expectedOrders = -1;
    now.pool.threads = 8;
    now.pool.maxThreads = 8;
    now.pool.idle = 8;
    now.channel.limit = 500;
    now.ruleEngine.busyServers.limit = 20;
    now.ruleEngine.acceptQueue.limit = 1000;
    now.paymentProvider.busyServers.limit = 10;
    now.paymentProvider.acceptQueue.limit = 1000;
    now.stages[0].inFlight.limit = 20;
    now.stages[1].inFlight.limit = 10;
    (void)m_diagnostician.add(now);
}

std::vector<Finding> DiagnosisStory::go(Duration time, const Change& change)
{
    std::vector<Finding> findings;
    for (const Duration until = now.at + time; now.at < until;) {
        now.at += kStep;
        ++now.sequence;
        if (change)
            change(now);
        findings = m_diagnostician.add(now);
    }
    return findings;
}

std::vector<Finding> DiagnosisStory::end(RunOutcome outcome, const Change& change)
{
    ++now.sequence;
    now.outcome = outcome;
    if (change)
        change(now);
    return m_diagnostician.add(now);
}

void flow(Snapshot& snapshot, std::int64_t orders, std::int64_t ends)
{
    snapshot.ledger.submitted += orders;
    snapshot.ledger.persisted += ends;
    snapshot.ledger.inFlight += orders - ends;
}

std::string kindsOf(const std::vector<Finding>& findings)
{
    std::string kinds;
    for (const Finding& finding : findings)
        kinds += std::string(kinds.empty() ? "" : ", ") + toString(finding.kind);
    return kinds;
}

Finding found(const std::vector<Finding>& findings, FindingKind kind)
{
    for (const Finding& finding : findings) {
        if (finding.kind == kind)
            return finding;
    }
    return {};
}

} // namespace tests
