// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/flat_stack.h"
#include "engine/runtime/flow.h"

#include <qcoro/qcoroasyncgenerator.h>

#include <deque>
#include <memory>
#include <stdexcept>
#include <vector>

namespace engine {

namespace detail {

/// The flows that have ended and have not been fetched, and the one coroutine that waits for the next.
template <typename T>
class EndedFlows {
public:
    explicit EndedFlows(std::vector<Flow<T>> flows) : m_flows(std::move(flows)), m_left(m_flows.size())
    {
        m_nodes = std::make_unique<Node[]>(m_flows.size());
        for (std::size_t i = 0; i < m_flows.size(); ++i) {
            m_nodes[i].owner = this;
            m_nodes[i].index = i;
            if (!m_flows[i].state().observe(m_nodes[i]))
                m_nodes[i].flowEnded();
        }
    }
    ~EndedFlows()
    {
        for (std::size_t i = 0; i < m_flows.size(); ++i)
            m_flows[i].state().unobserve(m_nodes[i]);
    }
    EndedFlows(const EndedFlows&) = delete;
    EndedFlows& operator=(const EndedFlows&) = delete;

    [[nodiscard]] std::size_t left() const noexcept { return m_left; }

    /// Gives the next flow that has ended, or Cancelled.
    class [[nodiscard]] NextAwaiter final : public Awaiter<NextAwaiter>, private CancellationListener {
    public:
        NextAwaiter(EndedFlows& owner, const CancellationToken& token) noexcept : m_owner(owner), m_token(token) {}
        bool ready()
        {
            const std::lock_guard lock(m_owner.m_mutex);
            return m_token.isCancelled() || !m_owner.m_ended.empty();
        }
        bool begin()
        {
            {
                const std::lock_guard lock(m_owner.m_mutex);
                if (!m_owner.m_ended.empty())
                    return false;
                m_owner.m_next = this;
            }
            m_token.listen(*this);
            return true;
        }
        Outcome<Flow<T>> finish()
        {
            m_token.stopListening(*this);
            if (m_token.isCancelled())
                return tl::unexpected<Failure>(m_token.failure());
            const std::lock_guard lock(m_owner.m_mutex);
            const std::size_t index = m_owner.m_ended.front();
            m_owner.m_ended.pop_front();
            --m_owner.m_left;
            return m_owner.m_flows[index];
        }

    private:
        void cancelled(CancelReason) override
        {
            const std::lock_guard lock(m_owner.m_mutex);
            m_owner.wakeNextLocked();
        }
        EndedFlows& m_owner;
        CancellationToken m_token;
    };
    [[nodiscard]] NextAwaiter next(const CancellationToken& token) noexcept { return NextAwaiter(*this, token); }

private:
    struct Node final : FlowObserver {
        EndedFlows* owner = nullptr;
        std::size_t index = 0;
        void flowEnded() noexcept override
        {
            // One critical section: a waiter that comes in between would be woken for a flow that was fetched before it.
            const std::lock_guard lock(owner->m_mutex);
            owner->m_ended.push_back(index);
            owner->wakeNextLocked();
        }
    };
    void wakeNextLocked() noexcept
    {
        if (NextAwaiter* const waiting = std::exchange(m_next, nullptr))
            waiting->waiter().wake();
    }

    std::mutex m_mutex;
    std::vector<Flow<T>> m_flows;
    std::unique_ptr<Node[]> m_nodes;
    std::deque<std::size_t> m_ended;
    std::size_t m_left;
    NextAwaiter* m_next = nullptr;
};

template <typename T>
QCoro::AsyncGenerator<Flow<T>> yieldEnded(std::shared_ptr<EndedFlows<T>> flows, CancellationToken token)
{
    FlatStack stack;
    while (flows->left() > 0) {
        auto turn = stack.turn();
        co_await turn;
        Outcome<Flow<T>> flow = co_await flows->next(token);
        if (!flow)
            throw CancelledError(flow.error().reason, flow.error().tokenId);
        co_yield *flow;
    }
}

} // namespace detail

/// Yields flows in the order in which they end, failed and cancelled ones too (semantics WE-1 to WE-5).
///
/// Model    watches from the call on; those that have ended already come first, in input order. The generator is for one pass
/// Errors   std::invalid_argument at the call for a handle that refers to no flow. Cancelled while waiting or before an item
///          is handed out: the generator throws CancelledError
template <typename T>
[[nodiscard]] QCoro::AsyncGenerator<Flow<T>> whenEach(std::vector<Flow<T>> flows, CancellationToken token = {})
{
    for (const Flow<T>& flow : flows) {
        if (!flow.valid())
            throw std::invalid_argument("whenEach: a handle refers to no flow");
    }
    return detail::yieldEnded<T>(std::make_shared<detail::EndedFlows<T>>(std::move(flows)), std::move(token));
}

} // namespace engine
