// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diagnosis/diagnostician.h"

#include "engine/diagnosis/rules.h"

#include <algorithm>
#include <utility>

namespace engine {

Diagnostician::Diagnostician(Scenario scenario)
    : m_scenario(std::move(scenario))
{
}

std::vector<Finding> Diagnostician::add(const Snapshot& snapshot)
{
    const Moment moment(snapshot);
    if (snapshot.draining && !m_drainingSince)
        m_drainingSince = snapshot.at;
    const bool ended = snapshot.outcome != RunOutcome::Running;
    const Look look {m_scenario, snapshot, m_window, m_watch, m_allBlocked, m_drainingSince};
    std::vector<Symptom> seen;
    if (ended) {
        // The window stays at what the run did: the end itself moves all that was left at once.
        if (m_window.empty())
            m_window.add(moment);
        lookAtEnd(look, seen);
        m_watch.forget();
    } else {
        m_window.add(moment);
        if (moment.threads > 0 && moment.blocked == moment.threads)
            m_allBlocked = moment;
        lookAtPool(look, seen);
        lookAtLoad(look, seen);
        lookAtServices(look, seen);
        lookAtPolicies(look, seen);
        lookAtLosses(look, seen);
    }
    for (const Symptom& symptom : m_watch.look(std::move(seen), snapshot.at))
        remember(symptom);
    return m_watch.told();
}

void Diagnostician::remember(const Symptom& symptom)
{
    const auto known = std::find_if(m_worst.begin(), m_worst.end(), [&symptom](const Symptom& worst) {
        return worst.finding.kind == symptom.finding.kind && worst.finding.subject == symptom.finding.subject;
    });
    if (known == m_worst.end()) {
        m_worst.push_back(symptom);
        return;
    }
    const Finding& now = symptom.finding;
    const std::chrono::nanoseconds from = std::min(known->finding.from, now.from);
    const bool worse = std::pair(now.level, symptom.weight) >= std::pair(known->finding.level, known->weight);
    if (worse)
        *known = symptom;
    known->finding.from = from;
    known->finding.to = now.to;
}

std::vector<Finding> Diagnostician::summary() const
{
    std::vector<Finding> findings;
    findings.reserve(m_worst.size());
    for (const Symptom& worst : m_worst)
        findings.push_back(worst.finding);
    std::stable_sort(
        findings.begin(), findings.end(), [](const Finding& a, const Finding& b) { return a.level > b.level; });
    return findings;
}

} // namespace engine
