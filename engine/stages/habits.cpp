// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stages/habits.h"

#include <optional>
#include <utility>

namespace engine {

void Habits::apply(const AntiPatternsSpec& spec)
{
    std::optional<CancellationSource> over;
    {
        const std::lock_guard lock(m_mutex);
        if (m_spec.blockOnAsync && !spec.blockOnAsync)
            over = std::exchange(m_blocking, CancellationSource());
        m_spec = spec;
        m_any.store(spec != AntiPatternsSpec(), std::memory_order_relaxed);
    }
    if (over)
        over->cancel(CancelReason::Caller); // of the waits, not of the calls (decisions/0006)
}

AntiPatternsSpec Habits::inForce() const
{
    CancellationToken nobodyBlocks;
    return inForce(nobodyBlocks);
}

AntiPatternsSpec Habits::inForce(CancellationToken& whileBlocking) const
{
    if (!any())
        return {};
    const std::lock_guard lock(m_mutex);
    if (m_spec.blockOnAsync)
        whileBlocking = m_blocking.token();
    return m_spec;
}

HabitView Habits::view() const
{
    const auto read = [](const std::atomic<std::int64_t>& counter) { return counter.load(std::memory_order_relaxed); };
    HabitView view;
    view.orphansNow = orphans.level(0).now;
    view.orphansTotal = read(orphansTotal);
    view.orphanedTime = std::chrono::nanoseconds(read(orphanedNs));
    view.unobservedErrors = read(unobservedErrors);
    view.extraHops = read(extraHops);
    view.layerFrames = read(layerFrames);
    view.layerBytes = read(layerBytes);
    view.layerTime = std::chrono::nanoseconds(read(layerNs));
    view.hoggedTime = std::chrono::nanoseconds(read(hoggedNs));
    return view;
}

ResilienceSpec effective(const ResilienceSpec& spec, const AntiPatternsSpec& habits)
{
    constexpr int kRetriesAtOnce = 10;
    ResilienceSpec result = spec;
    if (habits.retryWithoutBackoff)
        result.retry = {true, kRetriesAtOnce, BackoffKind::Constant, 0.0, 0.0, false};
    if (habits.noTimeout)
        result.timeout.kind = TimeoutKind::Off;
    return result;
}

} // namespace engine
