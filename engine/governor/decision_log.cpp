// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/governor/decision_log.h"

#include <algorithm>
#include <utility>

namespace engine {

DecisionLog::DecisionLog(Time at, std::int64_t completed)
    : m_mark(at)
    , m_completedAtMark(completed)
{
}

std::optional<double> DecisionLog::rateSinceMark(Time at, std::int64_t completed) const
{
    if (at <= m_mark)
        return std::nullopt;
    const double seconds = std::chrono::duration<double>(at - m_mark).count();
    return static_cast<double>(std::max<std::int64_t>(completed - m_completedAtMark, 0)) / seconds;
}

void DecisionLog::measure(Time at, std::int64_t completed)
{
    if (at - m_mark < kMeasured)
        return;
    m_lastRate = rateSinceMark(at, completed);
    m_mark = at;
    m_completedAtMark = completed;
    if (!m_kept.empty() && !m_kept.back().throughputAfter)
        m_kept.back().throughputAfter = m_lastRate;
}

void DecisionLog::add(Time at, int from, int to, ThreadChangeReason reason, Phrase why, std::int64_t completed)
{
    const std::optional<double> rate = rateSinceMark(at, completed);
    if (!m_kept.empty() && !m_kept.back().throughputAfter)
        m_kept.back().throughputAfter = rate;
    // A full measurement says more than a few milliseconds since it ended.
    const std::optional<double> before = m_lastRate ? m_lastRate : rate;
    m_kept.push_back({m_count++, at, from, to, reason, before, std::nullopt, std::move(why)});
    if (m_kept.size() > kKept)
        m_kept.pop_front();
    m_mark = at;
    m_completedAtMark = completed;
    m_lastRate.reset();
}

std::vector<GovernorDecision> DecisionLog::since(std::int64_t index) const
{
    const auto first = std::find_if(
        m_kept.begin(), m_kept.end(), [index](const GovernorDecision& each) { return each.index >= index; });
    return {first, m_kept.end()};
}

std::int64_t DecisionLog::droppedSince(std::int64_t index) const
{
    const std::int64_t firstKept = m_count - static_cast<std::int64_t>(m_kept.size());
    return std::max<std::int64_t>(firstKept - std::max<std::int64_t>(index, 0), 0);
}

} // namespace engine
