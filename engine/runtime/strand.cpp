// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/strand.h"

#include <stdexcept>

namespace engine {

namespace {

struct Mark final : StrandItem {
    Mark() : StrandItem(nullptr) {}
};
Mark g_closedMark;

} // namespace

void Strand::throwOutside()
{
    throw std::logic_error("an awaitable of the engine was awaited outside a strand");
}

StrandItem* Strand::closedMark() noexcept
{
    return &g_closedMark;
}

void Strand::removeReference() noexcept
{
    // Release: what this holder did happens before the destructor. Acquire: the destructor sees what all holders did.
    if (m_references.fetch_sub(1, std::memory_order_acq_rel) == 1)
        delete this;
}

void Strand::bind(OrderTrack& track) noexcept
{
    if (m_context.track != &track)
        track.m_link = std::exchange(m_context.track, &track);
}

void Strand::unbind(OrderTrack& track) noexcept
{
    track.m_link = nullptr;
    m_context.track = nullptr;
}

void Strand::post(StrandItem& item) noexcept
{
    StrandItem* seen = m_new.load(std::memory_order_relaxed);
    do {
        item.next = (seen == &g_closedMark) ? nullptr : seen;
        // Release publishes the item to the running thread; acquire orders an idle strand's next run after its last one.
    } while (!m_new.compare_exchange_weak(seen, &item, std::memory_order_acq_rel, std::memory_order_relaxed));
    if (!seen) {
        addReference();
        noteWaiting();
        m_executor.post(*this);
    }
}

/// Moves what was posted since the last look to the end of m_ready, which is empty, oldest first.
void Strand::takeNew() noexcept
{
    StrandItem* newest = m_new.exchange(&g_closedMark, std::memory_order_acq_rel);
    if (newest == &g_closedMark)
        return;
    while (newest) {
        StrandItem* const older = newest->next;
        newest->next = m_ready;
        m_ready = newest;
        newest = older;
    }
}

/// True: there is more to do. False: the strand is idle, and its queueing reference is given back, so it may be gone.
bool Strand::leave() noexcept
{
    if (m_ready)
        return true;
    StrandItem* expected = &g_closedMark;
    // Release: the next run, on another thread, must see what this one did.
    if (!m_new.compare_exchange_strong(expected, nullptr, std::memory_order_acq_rel, std::memory_order_acquire))
        return true;
    removeReference();
    return false;
}

bool Strand::run()
{
    if (m_context.track) [[unlikely]]
        m_context.track->become(OrderActivity::Running);
    if (!m_ready)
        takeNew();
    StrandItem* const item = m_ready;
    m_ready = item->next;
    Strand* const outer = std::exchange(detail::currentStrand, this);
    item->run(*item);
    detail::currentStrand = outer;
    const bool again = leave();
    if (again)
        noteWaiting();
    return again;
}

} // namespace engine
