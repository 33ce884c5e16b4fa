// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/task_scope.h"

#include <exception>

namespace engine {

TaskScope::TaskScope(Executor& executor, const CancellationToken& parent)
    : m_executor(executor), m_source(CancellationSource::linked({parent})), m_state(std::make_shared<State>())
{
}

TaskScope::~TaskScope()
{
    if (active() != 0)
        std::terminate();
}

void TaskScope::State::begin()
{
    const std::lock_guard lock(mutex);
    ++active;
}

void TaskScope::State::end(const FlowState& flow) noexcept
{
    const std::lock_guard lock(mutex);
    if (flow.error() && flow.cancelReason() == CancelReason::None) {
        ++errorCount;
        if (errors.size() < kMaxErrors)
            errors.push_back(flow.error());
    }
    if (--active > 0)
        return;
    while (JoinAwaiter* const waiting = joiners.popFront())
        waiting->waiter().wake();
    joined.notify_all();
}

int TaskScope::active() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->active;
}

std::vector<std::exception_ptr> TaskScope::errors() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->errors;
}

std::int64_t TaskScope::errorCount() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->errorCount;
}

TaskScope::JoinAwaiter TaskScope::join() { return JoinAwaiter(m_state); }

void TaskScope::joinFromOutside()
{
    std::unique_lock lock(m_state->mutex);
    m_state->joined.wait(lock, [this] { return m_state->active == 0; });
}

} // namespace engine
