// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diagnosis/symptom_watch.h"

#include <algorithm>

namespace engine {

std::optional<SymptomWatch::Duration> SymptomWatch::since(FindingKind kind, std::string_view subject) const
{
    for (const Watched& watched : m_watched) {
        if (watched.symptom.finding.kind == kind && watched.symptom.finding.subject == subject)
            return watched.since;
    }
    return std::nullopt;
}

bool SymptomWatch::isForgotten(const Watched& watched, Duration now) const
{
    const Symptom& symptom = watched.symptom;
    const Duration gap = now - watched.lastSeen;
    if (watched.told)
        return gap >= symptom.release;
    return gap > std::min(symptom.confirm / 4, symptom.release);
}

SymptomWatch::Watched& SymptomWatch::watched(Symptom&& symptom, Duration now)
{
    const auto known = std::find_if(m_watched.begin(), m_watched.end(), [&symptom](const Watched& watched) {
        return watched.symptom.finding.kind == symptom.finding.kind
            && watched.symptom.finding.subject == symptom.finding.subject;
    });
    if (known == m_watched.end()) {
        const Duration from = symptom.finding.from;
        return m_watched.emplace_back(Watched {std::move(symptom), now, from, now});
    }
    // However far apart the snapshots are: what was seen in the last one and is seen in this one has not been away.
    if (known->lastSeen != m_last && isForgotten(*known, now))
        *known = {{}, now, symptom.finding.from, now};
    known->symptom = std::move(symptom);
    known->lastSeen = now;
    known->from = std::min(known->from, known->symptom.finding.from);
    return *known;
}

const std::vector<Symptom>& SymptomWatch::look(std::vector<Symptom> seen, Duration now)
{
    m_toldNow.clear();
    for (Symptom& symptom : seen) {
        Watched& known = watched(std::move(symptom), now);
        known.told = known.told || now - known.since >= known.symptom.confirm;
        known.symptom.finding.from = std::min(known.from, known.since);
        known.symptom.finding.to = now;
        if (known.told)
            m_toldNow.push_back(known.symptom);
    }
    std::erase_if(m_watched,
        [this, now](const Watched& watched) { return watched.lastSeen != now && isForgotten(watched, now); });
    m_last = now;
    return m_toldNow;
}

std::vector<Finding> SymptomWatch::told() const
{
    std::vector<Finding> findings;
    for (const Watched& watched : m_watched) {
        if (watched.told)
            findings.push_back(watched.symptom.finding);
    }
    std::stable_sort(
        findings.begin(), findings.end(), [](const Finding& a, const Finding& b) { return a.level > b.level; });
    return findings;
}

void SymptomWatch::forget()
{
    m_watched.clear();
}

} // namespace engine
