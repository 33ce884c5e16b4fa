// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/intake/arrival_changes.h"

#include <utility>

namespace engine {

void ArrivalChanges::set(const WorkloadSpec& wanted)
{
    const std::lock_guard lock(m_mutex);
    m_wanted = wanted;
    m_news.cancel();
}

CancellationToken ArrivalChanges::next() const
{
    const std::lock_guard lock(m_mutex);
    return m_news.token();
}

std::optional<WorkloadSpec> ArrivalChanges::take()
{
    const std::lock_guard lock(m_mutex);
    if (m_wanted)
        m_news = CancellationSource();
    return std::exchange(m_wanted, std::nullopt);
}

} // namespace engine
