// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/modes/mode_switch.h"

namespace engine {

ModeSwitch::ModeSwitch(const PipelineParts& parts, Mode mode)
    : m_parts(parts), m_mode(mode), m_limits(parts.scenario.limits)
{
    m_modes.push_back(make(mode));
}

ModeSwitch::~ModeSwitch() = default;

std::unique_ptr<PipelineMode> ModeSwitch::make(Mode mode) const
{
    switch (mode) {
    case Mode::Blocking:
        return makeBlockingMode(m_parts, m_limits);
    case Mode::Unbounded:
        return makeUnboundedMode(m_parts, !m_closing && m_parts.scenario.workload.arrival == ArrivalKind::Burst);
    case Mode::Bounded:
        break;
    }
    return makeBoundedMode(m_parts, m_limits);
}

PipelineMode& ModeSwitch::current() const
{
    const std::lock_guard lock(m_mutex);
    return *m_modes.back();
}

void ModeSwitch::start() { current().start(); }

bool ModeSwitch::tryAccept(Submission& submission) { return current().tryAccept(submission); }

QCoro::Task<> ModeSwitch::accept(Submission submission, const CancellationToken& token)
{
    for (;;) {
        PipelineMode& mode = current();
        if (mode.tryAccept(submission))
            co_return;
        const bool taken = co_await mode.offer(submission, token);
        if (taken)
            co_return;
        // The mode was changed while the order waited: the new one may take it at once.
    }
}

QCoro::Task<> ModeSwitch::answer()
{
    PipelineMode* mode = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
        mode = m_modes.back().get();
        if (m_handingOver == 0)
            mode->close();
    }
    co_await mode->answer();
}

QCoro::Task<> ModeSwitch::finish()
{
    for (bool over = false; !over;) {
        co_await m_parts.scope.join();
        const std::lock_guard lock(m_mutex);
        over = m_parts.scope.active() == 0;
        m_over = over;
    }
    // Nobody waits for what nobody owns.
    m_parts.unowned.cancel(CancelReason::Shutdown);
    co_await m_parts.unowned.join();
    for (const auto& mode : m_modes)
        mode->sweep();
}

// --- changes ----------------------------------------------------------------------------------------------------------

void ModeSwitch::setMode(Mode mode)
{
    const std::lock_guard lock(m_mutex);
    if (mode == m_mode || m_over)
        return;
    PipelineMode& old = *m_modes.back();
    m_mode = mode;
    m_modes.push_back(make(mode));
    m_modes.back()->start();
    ++m_handingOver;
    (void)m_parts.scope.spawn([this, orders = old.retire()]() mutable { return handOver(std::move(orders)); });
}

QCoro::Task<> ModeSwitch::handOver(std::vector<Submission> orders)
{
    const CancellationToken token = m_parts.scope.token();
    for (Submission& order : orders) {
        if (!tryAccept(order))
            co_await accept(std::move(order), token);
    }
    const std::lock_guard lock(m_mutex);
    if (--m_handingOver == 0 && m_closing)
        m_modes.back()->close();
}

void ModeSwitch::setLimits(const LimitsSpec& limits)
{
    const std::lock_guard lock(m_mutex);
    m_limits = limits;
    m_modes.back()->setLimits(limits);
}

// --- readings ---------------------------------------------------------------------------------------------------------

Mode ModeSwitch::mode() const
{
    const std::lock_guard lock(m_mutex);
    return m_mode;
}

Level ModeSwitch::channel() const { return current().channel(); }

int ModeSwitch::waitingWriters() const { return current().waitingWriters(); }

int ModeSwitch::limit(Stage stage) const { return current().limit(stage); }

AdaptiveLimitView ModeSwitch::adaptiveLimit(Stage stage) const { return current().adaptiveLimit(stage); }

} // namespace engine
