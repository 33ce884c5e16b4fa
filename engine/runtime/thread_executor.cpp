// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/thread_executor.h"

namespace engine {

namespace {

class FunctionItem final : public WorkItem {
public:
    explicit FunctionItem(std::function<void()> function) : m_function(std::move(function)) {}
    bool run() override
    {
        m_function();
        delete this;
        return false;
    }

private:
    std::function<void()> m_function;
};

} // namespace

ThreadExecutor::ThreadExecutor(Executor& inner) : Executor(inner.clock()), m_inner(inner)
{
    m_thread = std::thread([this] { work(); });
}

ThreadExecutor::~ThreadExecutor() { finish(); }

void ThreadExecutor::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void ThreadExecutor::post(WorkItem& item) noexcept
{
    m_inner.beginExternal();
    {
        const std::lock_guard lock(m_mutex);
        item.next = nullptr;
        (m_tail ? m_tail->next : m_head) = &item;
        m_tail = &item;
    }
    m_wake.notify_one();
}

void ThreadExecutor::call(std::function<void()> function) { post(*new FunctionItem(std::move(function))); }

void ThreadExecutor::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_head || m_stop; });
        WorkItem* const item = m_head;
        if (!item)
            return;
        m_head = item->next;
        if (!m_head)
            m_tail = nullptr;
        lock.unlock();
        const bool again = item->run();
        if (again)
            post(*item);
        m_inner.endExternal();
        lock.lock();
    }
}

} // namespace engine
