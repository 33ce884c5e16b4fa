// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/ledger.h"

#include <stdexcept>
#include <string>

namespace engine {

namespace {

std::int64_t& countOf(LedgerCounts& counts, OrderState end)
{
    switch (end) {
    case OrderState::Persisted:
        return counts.persisted;
    case OrderState::Rejected:
        return counts.rejected;
    case OrderState::Failed:
        return counts.failed;
    case OrderState::Cancelled:
        return counts.cancelled;
    case OrderState::Dropped:
        return counts.dropped;
    case OrderState::Lost:
        return counts.lost;
    default:
        throw std::logic_error(std::string("Ledger: an order cannot end as ") + toString(end));
    }
}

} // namespace

void Ledger::submit(std::int64_t count)
{
    if (count < 0)
        throw std::logic_error("Ledger: fewer than no orders were submitted");
    const std::lock_guard lock(m_mutex);
    m_counts.submitted += count;
    m_counts.inFlight += count;
}

void Ledger::end(OrderState end, std::int64_t count)
{
    if (count < 0)
        throw std::logic_error("Ledger: fewer than no orders ended");
    const std::lock_guard lock(m_mutex);
    std::int64_t& ended = countOf(m_counts, end);
    if (count > m_counts.inFlight)
        throw std::logic_error("Ledger: more orders ended than were in flight");
    ended += count;
    m_counts.inFlight -= count;
}

LedgerCounts Ledger::counts() const
{
    const std::lock_guard lock(m_mutex);
    return m_counts;
}

} // namespace engine
