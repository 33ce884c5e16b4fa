// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/flow.h"

#include <memory>
#include <stdexcept>
#include <vector>

namespace engine {

/// How several flows ended together (semantics WA-1): Faulted if any was, with all errors in input order; else Cancelled if
/// any was, by the first cancelled one in input order; else Succeeded.
struct Joined {
    FlowStatus status = FlowStatus::Succeeded;
    std::vector<std::exception_ptr> errors;
    CancelReason cancelReason = CancelReason::None;
    std::uint64_t cancelTokenId = 0;

    void add(const FlowState& flow)
    {
        if (flow.status() == FlowStatus::Faulted) {
            status = FlowStatus::Faulted;
            errors.push_back(flow.error());
        } else if (flow.status() == FlowStatus::Cancelled && cancelReason == CancelReason::None) {
            cancelReason = flow.cancelReason();
            cancelTokenId = flow.cancelTokenId();
            if (status == FlowStatus::Succeeded)
                status = FlowStatus::Cancelled;
        }
    }
    /// Throws the first error, or CancelledError.
    void throwIfFailed() const
    {
        if (status == FlowStatus::Faulted)
            std::rethrow_exception(errors.front());
        if (status == FlowStatus::Cancelled)
            throw CancelledError(cancelReason, cancelTokenId);
    }
};

/// `co_await whenAll(flows)` gives Joined once every flow has ended; values stay in the flows, in input order.
template <typename T>
class [[nodiscard]] WhenAllAwaiter final : public Awaiter<WhenAllAwaiter<T>> {
public:
    explicit WhenAllAwaiter(std::vector<Flow<T>> flows) : m_flows(std::move(flows))
    {
        for (const Flow<T>& flow : m_flows) {
            if (!flow.valid())
                throw std::invalid_argument("whenAll: a handle refers to no flow");
        }
    }
    WhenAllAwaiter(WhenAllAwaiter&& other) noexcept : m_flows(std::move(other.m_flows)) {}
    bool ready() const noexcept { return m_flows.empty(); }
    bool begin()
    {
        m_pending.store(m_flows.size() + 1, std::memory_order_relaxed);
        m_nodes = std::make_unique<Node[]>(m_flows.size());
        std::size_t settled = 1; // this loop counts as one, so that nothing wakes us before its end
        for (std::size_t i = 0; i < m_flows.size(); ++i) {
            m_nodes[i].owner = this;
            if (!m_flows[i].state().observe(m_nodes[i]))
                ++settled;
        }
        return m_pending.fetch_sub(settled, std::memory_order_acq_rel) != settled;
    }
    Joined finish() const
    {
        Joined joined;
        for (const Flow<T>& flow : m_flows)
            joined.add(flow.state());
        return joined;
    }

private:
    struct Node final : FlowObserver {
        WhenAllAwaiter* owner = nullptr;
        void flowEnded() noexcept override
        {
            // Acquire and release: the last one has seen what all the others did.
            if (owner->m_pending.fetch_sub(1, std::memory_order_acq_rel) == 1)
                owner->waiter().wake();
        }
    };
    std::vector<Flow<T>> m_flows;
    std::unique_ptr<Node[]> m_nodes;
    std::atomic<std::size_t> m_pending{0};
};

/// Joins flows (semantics WA-1 to WA-4). The vector is taken as it is now; a handle may occur twice. It cancels nobody.
template <typename T>
[[nodiscard]] WhenAllAwaiter<T> whenAll(std::vector<Flow<T>> flows)
{
    return WhenAllAwaiter<T>(std::move(flows));
}

} // namespace engine
