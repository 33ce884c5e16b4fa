// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/flow.h"

#include <condition_variable>
#include <memory>
#include <vector>

namespace engine {

/// Owns flows that nobody awaits one by one: cancels them together, waits for all, reports what they failed with.
///
/// Model    joined when no flow is active. Cancelled flows are no errors. The first kMaxErrors errors are kept, all are counted
/// Errors   the destructor ends the process if a flow is still active: join first
/// Threads  every function from any thread; join() from a strand or a worker, joinFromOutside() from any other thread
class TaskScope {
public:
    static constexpr std::size_t kMaxErrors = 16;

    explicit TaskScope(Executor& executor, const CancellationToken& parent = CancellationToken::none());
    ~TaskScope();
    TaskScope(const TaskScope&) = delete;
    TaskScope& operator=(const TaskScope&) = delete;

    /// Starts a flow of this scope: see startFlow().
    template <typename F>
    auto spawn(F function)
    {
        return detail::makeFlow(m_executor, std::move(function), Owner(m_state), false);
    }
    /// The same, but runs it on the calling thread up to its first suspension.
    template <typename F>
    auto spawnInline(F function)
    {
        return detail::makeFlow(m_executor, std::move(function), Owner(m_state), true);
    }

    [[nodiscard]] CancellationToken token() const { return m_source.token(); }
    void cancel(CancelReason reason) { m_source.cancel(reason); }
    [[nodiscard]] Executor& executor() const noexcept { return m_executor; }
    [[nodiscard]] int active() const;
    [[nodiscard]] std::vector<std::exception_ptr> errors() const;
    [[nodiscard]] std::int64_t errorCount() const;

    class JoinAwaiter;
    /// `co_await scope.join()`: over when no flow is active.
    [[nodiscard]] JoinAwaiter join();
    void joinFromOutside();

private:
    struct State {
        mutable std::mutex mutex;
        std::condition_variable joined;
        IntrusiveList<JoinAwaiter> joiners;
        int active = 0;
        std::vector<std::exception_ptr> errors;
        std::int64_t errorCount = 0;

        void begin();
        void end(const FlowState& flow) noexcept;
    };
    /// What each flow of the scope carries: counts it in and out, and keeps the state alive.
    class Owner {
    public:
        explicit Owner(std::shared_ptr<State> state) : m_state(std::move(state)) { m_state->begin(); }
        void flowEnded(const FlowState& flow) const noexcept { m_state->end(flow); }

    private:
        std::shared_ptr<State> m_state;
    };

    Executor& m_executor;
    CancellationSource m_source;
    std::shared_ptr<State> m_state;
};

class [[nodiscard]] TaskScope::JoinAwaiter final : public Awaiter<JoinAwaiter>, public IntrusiveNode<JoinAwaiter> {
public:
    explicit JoinAwaiter(std::shared_ptr<State> state) noexcept : m_state(std::move(state)) {}
    [[nodiscard]] bool ready() const
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->active == 0;
    }
    bool begin()
    {
        const std::lock_guard lock(m_state->mutex);
        if (m_state->active == 0)
            return false;
        m_state->joiners.pushBack(*this);
        return true;
    }
    void finish() const noexcept {}

private:
    std::shared_ptr<State> m_state;
};

} // namespace engine
