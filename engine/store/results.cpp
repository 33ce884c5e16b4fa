// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/results.h"

namespace engine {

void Results::setKeeping(bool keeping)
{
    const std::lock_guard lock(m_mutex);
    m_keeping = keeping;
}

void Results::add(const Result& result)
{
    const std::lock_guard lock(m_mutex);
    if (m_keeping) {
        m_kept.push_back(result);
        return;
    }
    ++m_handedOver;
    if (m_firstAfter.count() < 0)
        m_firstAfter = result.at.time_since_epoch();
}

void Results::orderEnded(const Result& result)
{
    if (!m_byMode.load(std::memory_order_relaxed)) // relaxed: guards nothing
        add(result);
}

void Results::setLookedAtByMode(bool byMode) { m_byMode.store(byMode, std::memory_order_relaxed); }

void Results::handOverAll(Clock::TimePoint now)
{
    const std::lock_guard lock(m_mutex);
    if (m_kept.empty())
        return;
    m_handedOver += static_cast<std::int64_t>(m_kept.size());
    if (m_firstAfter.count() < 0)
        m_firstAfter = now.time_since_epoch();
    m_kept = {};
}

Results::View Results::view() const
{
    const std::lock_guard lock(m_mutex);
    return {static_cast<std::int64_t>(m_kept.size()), static_cast<std::int64_t>(m_kept.capacity() * sizeof(Result)),
        m_handedOver, m_firstAfter};
}

} // namespace engine
