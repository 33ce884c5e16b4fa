// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/arrival_process.h"

#include "engine/runtime/random.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

using std::chrono::nanoseconds;

/// Seconds as a duration, stopping short of what 64 bits of nanoseconds can hold.
nanoseconds toNanoseconds(double seconds)
{
    constexpr double kMost = 9.2e18;
    return nanoseconds(static_cast<std::int64_t>(std::min(std::round(seconds * 1e9), kMost)));
}

nanoseconds sum(nanoseconds left, nanoseconds right)
{
    return right > nanoseconds::max() - left ? nanoseconds::max() : left + right;
}

} // namespace

ArrivalProcess::ArrivalProcess(const WorkloadSpec& spec, std::uint64_t seed)
    : m_spec(spec)
    , m_seed(seed)
{
}

ArrivalProcess::Batch ArrivalProcess::next()
{
    switch (m_spec.arrival) {
    case ArrivalKind::Burst:
        return {nanoseconds::zero(), m_spec.orders};
    case ArrivalKind::Poisson: {
        const double uniform = drawUniform(m_seed, DrawPurpose::Arrival, static_cast<std::uint64_t>(m_index++));
        m_at = sum(m_at, toNanoseconds(-std::log1p(-uniform) / m_spec.ratePerSecond));
        return {m_at, 1};
    }
    case ArrivalKind::Spikes:
        return nextSpikeOrSteady();
    case ArrivalKind::Steady:
        break;
    }
    return {steadyAt(m_index++), 1};
}

ArrivalProcess::Batch ArrivalProcess::nextSpikeOrSteady()
{
    const nanoseconds steady = steadyAt(m_index);
    const nanoseconds spike = spikeAt(m_spike);
    m_pendingIsSpike = steady > spike;
    if (!m_pendingIsSpike) {
        ++m_index;
        return {steady, 1};
    }
    ++m_spike;
    return {spike, m_spec.spikeOrders};
}

ArrivalProcess::Batch ArrivalProcess::change(const WorkloadSpec& wanted, nanoseconds now, const Batch& pending)
{
    if (m_spec.arrival == ArrivalKind::Burst)
        return pending;
    // What is pending has not happened yet.
    if (m_pendingIsSpike)
        --m_spike;
    else
        --m_index;
    const nanoseconds steady = m_spec.arrival == ArrivalKind::Poisson ? pending.at : steadyAt(m_index);
    const nanoseconds lastSpike = spikeAt(m_spike - 1);
    const double stretch = m_spec.ratePerSecond / wanted.ratePerSecond;
    m_spec.ratePerSecond = wanted.ratePerSecond;
    m_spec.spikeOrders = wanted.spikeOrders;
    m_spec.spikeEverySeconds = wanted.spikeEverySeconds;

    m_firstIndex = m_index;
    m_firstAt = steady > now
        ? sum(now, toNanoseconds(std::chrono::duration<double>(steady - now).count() * stretch))
        : steady;
    m_lastSpike = m_spike - 1;
    m_lastSpikeAt = std::max(lastSpike, now - toNanoseconds(m_spec.spikeEverySeconds));
    if (m_spec.arrival == ArrivalKind::Poisson) {
        ++m_index;
        m_at = m_firstAt;
        return {m_at, 1};
    }
    return next();
}

nanoseconds ArrivalProcess::steadyAt(std::int64_t index) const
{
    return sum(m_firstAt, toNanoseconds(static_cast<double>(index - m_firstIndex) / m_spec.ratePerSecond));
}

nanoseconds ArrivalProcess::spikeAt(std::int64_t number) const
{
    return sum(m_lastSpikeAt, toNanoseconds(static_cast<double>(number - m_lastSpike) * m_spec.spikeEverySeconds));
}

} // namespace engine
