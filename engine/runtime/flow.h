// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cancellation.h"
#include "engine/runtime/intrusive_list.h"
#include "engine/runtime/waiter.h"

#include <qcoro/qcorotask.h>

#include <concepts>
#include <coroutine>
#include <exception>
#include <mutex>
#include <optional>
#include <type_traits>

namespace engine {

/// Hears of the end of a flow. Intrusive.
///
/// Threads  flowEnded() runs on the flow's thread under the flow's mutex: it may wake and count, nothing more
class FlowObserver : public IntrusiveNode<FlowObserver> {
public:
    FlowObserver() = default;
    FlowObserver(FlowObserver&&) noexcept = default; ///< only while it does not observe
    virtual void flowEnded() noexcept = 0;

protected:
    ~FlowObserver() = default;
};

/// What an exception that escaped becomes as a value: Cancelled for a CancelledError, else Unavailable.
[[nodiscard]] Failure failureOf(const std::exception_ptr& error);

enum class FlowStatus : std::uint8_t { Pending, Succeeded, Faulted, Cancelled };

/// A chain of coroutines on a strand of its own, and how it ended (semantics G-1: success, faulted or cancelled).
///
/// Model    a CancelledError that leaves the flow makes it Cancelled, with the token it carries; any other exception Faulted
/// Threads  every function from any thread
class FlowState : public Strand {
public:
    explicit FlowState(Executor& executor) noexcept : Strand(executor) {}

    [[nodiscard]] FlowStatus status() const noexcept { return m_status.load(std::memory_order_acquire); }
    [[nodiscard]] bool isDone() const noexcept { return status() != FlowStatus::Pending; }
    /// What it failed with or was cancelled by; null while pending and after success.
    [[nodiscard]] const std::exception_ptr& error() const noexcept { return m_error; }
    [[nodiscard]] CancelReason cancelReason() const noexcept { return m_cancelReason; }
    [[nodiscard]] std::uint64_t cancelTokenId() const noexcept { return m_cancelTokenId; }

    /// False: its observers have been called already, and this one will not be.
    bool observe(FlowObserver& observer);
    /// False: it was not observing any more.
    bool unobserve(FlowObserver& observer);

protected:
    void fail(std::exception_ptr error) noexcept;
    void settle() noexcept; ///< Succeeded, or what fail() said
    void tellObservers() noexcept;

private:
    std::mutex m_mutex;
    IntrusiveList<FlowObserver> m_observers;
    bool m_told = false; ///< the observers have been called
    std::atomic<FlowStatus> m_status{FlowStatus::Pending};
    std::exception_ptr m_error;
    CancelReason m_cancelReason = CancelReason::None;
    std::uint64_t m_cancelTokenId = 0;
};

namespace detail {

template <typename T>
class ValueFlow : public FlowState {
public:
    using FlowState::FlowState;
    std::optional<T> value;
};

template <>
class ValueFlow<void> : public FlowState {
public:
    using FlowState::FlowState;
};

template <typename T>
struct TaskResult {
    using Type = T;
    static constexpr bool isTask = false;
};
template <typename T>
struct TaskResult<QCoro::Task<T>> {
    using Type = T;
    static constexpr bool isTask = true;
};

/// A coroutine that nobody awaits: it frees itself at its end.
struct Detached {
    struct promise_type {
        Detached get_return_object() noexcept { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        [[noreturn]] void unhandled_exception() noexcept { std::terminate(); }
    };
};

} // namespace detail

/// A handle to a flow that has been started. Copies share it; a default-made one refers to none.
///
/// Threads  every function from any thread; wait() from a strand or a worker
template <typename T = void>
class Flow {
public:
    Flow() = default;
    explicit Flow(StrandPointer<detail::ValueFlow<T>> state) noexcept : m_state(std::move(state)) {}

    [[nodiscard]] bool valid() const noexcept { return static_cast<bool>(m_state); }
    [[nodiscard]] FlowStatus status() const noexcept { return m_state->status(); }
    [[nodiscard]] bool isDone() const noexcept { return m_state->isDone(); }
    [[nodiscard]] FlowState& state() const noexcept { return *m_state; }

    /// What it gave; throws what it failed with. Only once it is done.
    decltype(auto) result() const
    {
        if (m_state->error())
            std::rethrow_exception(m_state->error());
        if constexpr (!std::is_void_v<T>)
            return static_cast<T&>(*m_state->value);
    }

    /// Waits for the end of the flow, however it ends: `co_await flow.wait()` gives Outcome<void>, Cancelled if `token` came
    /// first (the flow goes on).
    class [[nodiscard]] WaitAwaiter final : public Awaiter<WaitAwaiter>, private FlowObserver, private CancellationListener {
    public:
        WaitAwaiter(StrandPointer<detail::ValueFlow<T>> state, const CancellationToken& token) noexcept
            : m_state(std::move(state)), m_token(token)
        {
        }
        bool ready() const noexcept { return false; } // only observe() knows whether its owner has counted it out
        bool begin()
        {
            if (!m_state->observe(*this))
                return false;
            m_token.listen(*this);
            return true;
        }
        Outcome<void> finish()
        {
            m_token.stopListening(*this);
            if (m_cancelled)
                return tl::unexpected<Failure>(m_token.failure());
            return {};
        }

    private:
        void flowEnded() noexcept override { this->waiter().wake(); }
        void cancelled(CancelReason) override
        {
            if (!m_state->unobserve(*this))
                return;
            m_cancelled = true; // published by wake()
            this->waiter().wake();
        }

        StrandPointer<detail::ValueFlow<T>> m_state;
        CancellationToken m_token;
        bool m_cancelled = false;
    };
    [[nodiscard]] WaitAwaiter wait(const CancellationToken& token = CancellationToken::none()) const
    {
        return WaitAwaiter(m_state, token);
    }

private:
    StrandPointer<detail::ValueFlow<T>> m_state;
};

namespace detail {

/// Nothing to do at the end of a flow that belongs to no scope.
struct NoOwner {
    void flowEnded(const FlowState&) const noexcept {}
};

/// A flow together with the function that it runs. First it is settled how it ended, then `Owner` is told, then its
/// observers are: whoever has joined a scope finds its flows done, and whoever has awaited a flow finds it counted out.
template <typename F, typename Owner>
class FunctionFlow final : public ValueFlow<typename TaskResult<std::invoke_result_t<F&>>::Type>, private StrandItem {
    using Result = TaskResult<std::invoke_result_t<F&>>;
    using T = typename Result::Type;

public:
    FunctionFlow(Executor& executor, F function, Owner owner)
        : ValueFlow<T>(executor), StrandItem(&begin), m_function(std::move(function)), m_owner(std::move(owner))
    {
        if (Strand* const caller = Strand::current())
            this->context() = caller->context();
    }
    void start() { this->post(*this); }
    void startInline()
    {
        this->runInline([this] { drive(StrandPointer<FunctionFlow>(this->share())); });
    }
    [[nodiscard]] FunctionFlow* share() noexcept
    {
        this->addReference();
        return this;
    }

private:
    static void begin(StrandItem& item)
    {
        auto& self = static_cast<FunctionFlow&>(item);
        drive(StrandPointer<FunctionFlow>(self.share()));
    }
    static Detached drive(StrandPointer<FunctionFlow> self)
    {
        try {
            if constexpr (Result::isTask) {
                QCoro::Task<T> task = self->m_function();
                if constexpr (std::is_void_v<T>)
                    co_await task;
                else
                    self->value.emplace(co_await task);
            } else if constexpr (std::is_void_v<T>) {
                self->m_function();
            } else {
                self->value.emplace(self->m_function());
            }
        } catch (...) {
            self->fail(std::current_exception());
        }
        self->settle();
        self->m_owner.flowEnded(*self);
        self->tellObservers();
    }

    F m_function;
    Owner m_owner;
};

template <typename F, typename Owner>
auto makeFlow(Executor& executor, F function, Owner owner, bool startInline)
{
    using T = typename TaskResult<std::invoke_result_t<F&>>::Type;
    auto* const flow = new FunctionFlow<F, Owner>(executor, std::move(function), std::move(owner));
    Flow<T> handle{StrandPointer<ValueFlow<T>>(flow)};
    if (startInline)
        flow->startInline();
    else
        flow->start();
    return handle;
}

} // namespace detail

/// Runs `function` (of no arguments, giving a value or a QCoro::Task) on a strand of its own. The function object lives as long as the flow, so
/// a coroutine may use its captures throughout. Whoever starts a flow without a TaskScope has to wait for it.
template <typename F>
[[nodiscard]] auto startFlow(Executor& executor, F function)
{
    return detail::makeFlow(executor, std::move(function), detail::NoOwner{}, false);
}

} // namespace engine
