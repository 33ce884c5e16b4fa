// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/run_reaper.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>

namespace ui {

namespace {

struct Item {
    std::unique_ptr<engine::Run> run;
    std::function<void()> afterwards;
};

constexpr std::chrono::milliseconds kLimitOfDestructor {500};

} // namespace

/// Shared with the thread, so that it stays valid if the thread has to be left behind.
struct RunReaper::State {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Item> items;
    bool closing = false;
    bool done = false;

    void run()
    {
        std::unique_lock lock(mutex);
        for (;;) {
            changed.wait(lock, [this] { return closing || !items.empty(); });
            if (items.empty())
                break;
            Item item = std::move(items.front());
            items.pop_front();
            lock.unlock();
            item.run.reset();
            if (item.afterwards)
                item.afterwards();
            lock.lock();
        }
        done = true;
        changed.notify_all();
    }
};

RunReaper::RunReaper()
    : m_state(std::make_shared<State>())
    , m_thread([state = m_state] { state->run(); })
{
}

RunReaper::~RunReaper()
{
    // An owner that wants to know has called finishWithin() already.
    static_cast<void>(finishWithin(kLimitOfDestructor));
}

void RunReaper::take(std::unique_ptr<engine::Run> run, std::function<void()> afterwards)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->items.push_back({std::move(run), std::move(afterwards)});
    m_state->changed.notify_all();
}

bool RunReaper::finishWithin(std::chrono::milliseconds limit)
{
    if (m_thread.joinable()) {
        std::unique_lock lock(m_state->mutex);
        m_state->closing = true;
        m_state->changed.notify_all();
        const bool inTime = m_state->changed.wait_for(lock, limit, [this] { return m_state->done; });
        lock.unlock();
        if (inTime)
            m_thread.join();
        else
            m_thread.detach();
    }
    const std::scoped_lock lock(m_state->mutex);
    return m_state->done;
}

} // namespace ui
