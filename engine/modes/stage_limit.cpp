// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/modes/stage_limit.h"

#include <algorithm>

namespace engine {

namespace {

std::unique_ptr<AdaptiveLimit> makeAdaptive(LimitKind kind, int initial)
{
    if (kind == LimitKind::Aimd) {
        AimdOptions options;
        options.initialLimit = initial;
        options.maxLimit = std::max(options.maxLimit, initial);
        return std::make_unique<AimdLimit>(options);
    }
    if (kind == LimitKind::Gradient) {
        GradientOptions options;
        options.initialLimit = initial;
        options.maxLimit = std::max(options.maxLimit, initial);
        return std::make_unique<GradientLimit>(options);
    }
    return nullptr;
}

} // namespace

void StageLimit::configure(LimitKind kind, int limit, bool unlimited)
{
    const std::lock_guard lock(m_mutex);
    if (kind != m_kind)
        m_adaptive = makeAdaptive(kind, limit);
    m_kind = kind;
    m_unlimited = unlimited;
    m_isAdaptive.store(m_adaptive && !unlimited, std::memory_order_relaxed);
    m_degree = unlimited ? kUnlimited : m_adaptive ? m_adaptive->limit() : limit;
}

int StageLimit::limit() const noexcept
{
    const int degree = m_degree.load(std::memory_order_relaxed);
    return degree == kUnlimited ? 0 : degree;
}

void StageLimit::sample(Clock::TimePoint began, Clock::TimePoint now, std::int64_t inFlight, bool dropped)
{
    const std::lock_guard lock(m_mutex);
    if (!m_adaptive || m_unlimited)
        return;
    m_degree = m_adaptive->onSample(now, {now - began, static_cast<int>(inFlight), dropped});
}

AdaptiveLimitView StageLimit::view() const
{
    const std::lock_guard lock(m_mutex);
    if (!m_adaptive)
        return {};
    return {true, m_adaptive->decisions(), m_adaptive->droppedDecisions()};
}

} // namespace engine
