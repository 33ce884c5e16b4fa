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
    const nanoseconds spike = toNanoseconds(static_cast<double>(m_spike) * m_spec.spikeEverySeconds);
    if (steady <= spike) {
        ++m_index;
        return {steady, 1};
    }
    ++m_spike;
    return {spike, m_spec.spikeOrders};
}

nanoseconds ArrivalProcess::steadyAt(std::int64_t index) const
{
    return toNanoseconds(static_cast<double>(index) / m_spec.ratePerSecond);
}

} // namespace engine
