// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/strand.h"
#include "engine/runtime/worker_pool.h"

#include <coroutine>
#include <stdexcept>

namespace engine {

/// Whoever waits inside one of our awaitables: a suspended coroutine, or a worker that waits on its thread.
///
/// Model    wake() posts to the strand that suspended, or releases the parked worker: it never runs the waiting code itself
/// Errors   suspending outside a strand throws std::logic_error: nothing could resume it soundly
/// Threads  wake() from any thread, exactly once for each suspension
class Waiter : private StrandItem {
public:
    Waiter() noexcept : StrandItem(&resume) {}
    Waiter(Waiter&& other) noexcept : StrandItem(std::move(other)) {} ///< only before it waits

    void bindCoroutine(std::coroutine_handle<> coroutine)
    {
        m_strand = &Strand::suspending();
        m_coroutine = coroutine;
    }
    void bindWorker(Parker& parker)
    {
        m_pool = WorkerPool::current();
        if (!m_pool)
            throw std::logic_error("only a worker of the pool can wait on its thread");
        m_parker = &parker;
    }
    void wake() noexcept
    {
        if (m_parker)
            m_pool->release(*m_parker);
        else
            m_strand->post(*this);
    }

private:
    static void resume(StrandItem& item) { static_cast<Waiter&>(item).m_coroutine.resume(); }

    Strand* m_strand = nullptr;
    std::coroutine_handle<> m_coroutine;
    WorkerPool* m_pool = nullptr;
    Parker* m_parker = nullptr;
};

/// What our awaitables have in common. `A` has: `bool ready()` (true: no need to wait), `bool begin()` (starts the wait;
/// false: it was over at once) and `finish()` (what co_await gives). begin() may call waiter().wake() itself. If `A` has
/// `OrderActivity waitsAs()`, that is what an order is said to do meanwhile.
/// Awaiters can be moved until they are awaited: g++ 12 moves what QCoro's await_transform hands through.
template <typename A>
class Awaiter {
public:
    [[nodiscard]] bool await_ready() { return self().ready(); }
    bool await_suspend(std::coroutine_handle<> coroutine)
    {
        m_waiter.bindCoroutine(coroutine);
        OrderTrack* const track = noteWait(); // before anybody can wake us, who says something else
        const bool waits = self().begin();
        if (!waits && track) [[unlikely]]
            track->become(OrderActivity::Running);
        return waits;
    }
    auto await_resume() { return self().finish(); }

    /// The same wait on the calling worker's thread, which is blocked meanwhile.
    auto waitOnWorker()
    {
        if (!self().ready()) {
            Parker parker;
            m_waiter.bindWorker(parker);
            WorkerPool* const pool = WorkerPool::current();
            OrderTrack* const track = noteWait();
            if (self().begin())
                pool->park(parker);
            if (track) [[unlikely]]
                track->become(OrderActivity::Running);
        }
        return self().finish();
    }

    [[nodiscard]] Waiter& waiter() noexcept { return m_waiter; }

private:
    A& self() { return static_cast<A&>(*this); }
    /// Gives the track of the order that waits from here on; null: there is none, or `A` does not say how it waits.
    OrderTrack* noteWait() noexcept
    {
        if constexpr (requires(const A& awaiter) { awaiter.waitsAs(); }) {
            if (OrderTrack* const track = currentTrack()) [[unlikely]] {
                track->become(self().waitsAs());
                return track;
            }
        }
        return nullptr;
    }
    Waiter m_waiter;
};

} // namespace engine
