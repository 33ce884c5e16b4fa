// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/store_trouble.h"

#include <utility>

namespace engine {

namespace {

Outcome<void> endOfHanging(const CancellationToken& token)
{
    if (token.isCancelled())
        return tl::unexpected<Failure>(token.failure());
    return {};
}

} // namespace

void StoreTrouble::set(const ServiceTrouble& trouble)
{
    CancellationSource over;
    {
        const std::lock_guard lock(m_mutex);
        m_trouble = trouble;
        if (trouble.hangRate <= 0)
            std::swap(over, m_hanging);
    }
    over.cancel();
}

ServiceTrouble StoreTrouble::inForce() const
{
    const std::lock_guard lock(m_mutex);
    return m_trouble;
}

bool StoreTrouble::drawn(double rate, DrawPurpose purpose, OrderId first) const
{
    return rate > 0 && drawUniform(m_seed, purpose, first, static_cast<std::uint64_t>(Stage::Persist), 1) < rate;
}

std::optional<Failure> StoreTrouble::refusal(OrderId first) const
{
    const ServiceTrouble trouble = inForce();
    if (trouble.outage)
        return Failure::of(FailureKind::Unavailable, "the order store is down");
    if (drawn(trouble.failureRate, DrawPurpose::Failure, first))
        return Failure::of(FailureKind::Unavailable, "the order store failed");
    return std::nullopt;
}

bool StoreTrouble::hangs(OrderId first) const
{
    return drawn(inForce().hangRate, DrawPurpose::Hang, first);
}

CancellationSource StoreTrouble::untilHealed(const CancellationToken& token) const
{
    const std::lock_guard lock(m_mutex);
    return CancellationSource::linked({token, m_hanging.token()});
}

QCoro::Task<Outcome<void>> StoreTrouble::hang(const CancellationToken& token)
{
    const CancellationSource source = untilHealed(token);
    const CancellationToken either = source.token();
    (void)co_await m_never.acquire(either);
    Outcome<void> end = endOfHanging(token);
    co_return end;
}

Outcome<void> StoreTrouble::hangOnWorker(const CancellationToken& token)
{
    const CancellationSource source = untilHealed(token);
    const CancellationToken either = source.token();
    (void)m_never.acquire(either).waitOnWorker();
    return endOfHanging(token);
}

} // namespace engine
