// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stages/needless_layers.h"

#include <coroutine>
#include <ctime>
#include <exception>
#include <new>
#include <utility>

namespace engine {

namespace {

using Work = std::function<QCoro::Task<>()>;

/// Processor time that the calling thread has used, in ns.
std::int64_t threadTime() noexcept
{
    timespec used {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<std::int64_t>(used.tv_sec) * 1'000'000'000 + used.tv_nsec;
}

/// The processor time of one way through all layers, in and out again.
class Passage {
public:
    explicit Passage(Habits& habits)
        : m_habits(habits)
        , m_since(threadTime())
    {
    }
    void arrived() { m_habits.layerNs.fetch_add(threadTime() - m_since, std::memory_order_relaxed); }
    void departs() { m_since = threadTime(); } // on the thread on which it then arrives: nothing in between suspends

private:
    Habits& m_habits;
    std::int64_t m_since;
};

/// A coroutine that runs at once and is awaited by the one around it. Its frames are counted.
class [[nodiscard]] Layer {
public:
    struct promise_type {
        /// Found by the parameters of the coroutine.
        template <typename... Rest>
        static void* operator new(std::size_t bytes, Habits& habits, Rest&...)
        {
            habits.layerFrames.fetch_add(1, std::memory_order_relaxed);
            habits.layerBytes.fetch_add(static_cast<std::int64_t>(bytes), std::memory_order_relaxed);
            return ::operator new(bytes);
        }
        // NOLINTNEXTLINE(misc-new-delete-overloads): it does not see that the template above is the other half.
        static void operator delete(void* frame, std::size_t bytes) { ::operator delete(frame, bytes); }

        struct Final {
            [[nodiscard]] bool await_ready() const noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> ended) noexcept
            {
                return ended.promise().awaiting;
            }
            void await_resume() const noexcept { }
        };
        Layer get_return_object() { return Layer(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_never initial_suspend() noexcept { return {}; }
        Final final_suspend() noexcept { return {}; }
        void return_void() noexcept { }
        void unhandled_exception() noexcept { error = std::current_exception(); }

        std::coroutine_handle<> awaiting = std::noop_coroutine();
        std::exception_ptr error;
    };

    Layer(Layer&& other) noexcept
        : m_frame(std::exchange(other.m_frame, {}))
    {
    }
    Layer& operator=(Layer&&) = delete;
    ~Layer()
    {
        if (m_frame)
            m_frame.destroy();
    }

    [[nodiscard]] bool await_ready() const noexcept { return m_frame.done(); }
    void await_suspend(std::coroutine_handle<> awaiting) noexcept { m_frame.promise().awaiting = awaiting; }
    void await_resume() const
    {
        if (m_frame.promise().error)
            std::rethrow_exception(m_frame.promise().error);
    }

private:
    explicit Layer(std::coroutine_handle<promise_type> frame) noexcept
        : m_frame(frame)
    {
    }
    std::coroutine_handle<promise_type> m_frame;
};

// What the references refer to lives in the frame of inNeedlessLayers(), which outlives every layer.
Layer layer(Habits& habits, int depth, const Work& work, Passage& passage)
{
    if (depth > 1) {
        Layer next = layer(habits, depth - 1, work, passage);
        co_await std::move(next);
        co_return;
    }
    passage.arrived();
    QCoro::Task<> task = work();
    co_await task;
    passage.departs();
}

} // namespace

QCoro::Task<> inNeedlessLayers(int layers, std::function<QCoro::Task<>()> work, Habits& habits)
{
    if (layers <= 0) {
        QCoro::Task<> task = work();
        co_await task;
        co_return;
    }
    Passage passage(habits);
    Layer outermost = layer(habits, layers, work, passage);
    co_await std::move(outermost);
    passage.arrived();
}

} // namespace engine
