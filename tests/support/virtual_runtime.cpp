// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/virtual_runtime.h"

namespace tests {

void ManualExecutor::post(engine::WorkItem& item) noexcept
{
    m_seen.insert(&item);
    item.next = nullptr;
    (m_tail ? m_tail->next : m_head) = &item;
    m_tail = &item;
}

bool ManualExecutor::runOne()
{
    engine::WorkItem* const item = m_head;
    if (!item)
        return false;
    m_head = item->next;
    if (!m_head)
        m_tail = nullptr;
    if (item->run())
        post(*item);
    return true;
}

void VirtualRuntime::runUntilIdle()
{
    while (m_executor.runOne()) { }
}

void VirtualRuntime::advance(std::chrono::nanoseconds duration)
{
    runUntilIdle();
    bool reached = false;
    engine::CallbackTimer end([&reached] { reached = true; });
    m_clock.schedule(end, m_clock.now() + duration);
    while (!reached) {
        m_clock.jump();
        runUntilIdle();
    }
}

void VirtualRuntime::runToTheEnd()
{
    do
        runUntilIdle();
    while (m_clock.jump() == engine::Clock::Jump::Jumped);
}

} // namespace tests
