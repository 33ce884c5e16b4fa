// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cancellation.h"
#include "engine/runtime/semaphore.h"

#include <qcoro/qcoroasyncgenerator.h>
#include <qcoro/qcorotask.h>

#include <coroutine>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <ranges>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace engine::detail {

/// Something that `co_await` gives back at once.
template <typename T>
struct ReadyAwaiter {
    T value;
    [[nodiscard]] bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    T await_resume() { return std::move(value); }
};

/// A range, read under a lock: one item at a time, in order.
template <typename Range>
class RangeSource {
public:
    using Item = std::ranges::range_value_t<Range>;

    explicit RangeSource(Range range)
        : m_open(std::make_unique<Open>(std::move(range)))
    {
    }
    ReadyAwaiter<std::optional<Item>> take(const CancellationToken& token)
    {
        const std::lock_guard lock(m_open->mutex);
        // Looked at again under the lock: whoever waited for its turn while another failed leaves quietly (PF-9).
        if (token.isCancelled() || m_open->next == std::ranges::end(m_open->range))
            return {std::nullopt};
        std::optional<Item> item(*m_open->next);
        ++m_open->next;
        return {std::move(item)};
    }

private:
    struct Open {
        explicit Open(Range from) : range(std::move(from)), next(std::ranges::begin(range)) {}
        Range range;
        std::ranges::iterator_t<Range> next;
        std::mutex mutex;
    };
    std::unique_ptr<Open> m_open;
};

/// A generator, advanced by one worker at a time.
template <typename T>
class GeneratorSource {
public:
    using Item = std::remove_cvref_t<T>;

    explicit GeneratorSource(QCoro::AsyncGenerator<T> generator) : m_open(std::make_unique<Open>(std::move(generator)))
    {
        if (m_open->generator.begin().await_ready()) // only where there is no coroutine to resume
            throw std::logic_error("parallelForEach: the generator has no coroutine");
    }
    QCoro::Task<std::optional<Item>> take(const CancellationToken& token)
    {
        const Outcome<bool> acquired = co_await m_open->turn.acquire(token);
        if (!acquired)
            co_return std::nullopt; // told to stop while waiting for its turn (PF-9)
        std::optional<Item> item;
        std::exception_ptr error;
        try {
            item = co_await advance(token);
        } catch (...) {
            error = std::current_exception();
        }
        m_open->turn.release();
        if (error)
            std::rethrow_exception(error);
        co_return item;
    }

private:
    using Iterator = typename QCoro::AsyncGenerator<T>::iterator;
    struct Open {
        explicit Open(QCoro::AsyncGenerator<T> from) : generator(std::move(from)) {}
        QCoro::AsyncGenerator<T> generator;
        std::optional<Iterator> next;
        bool over = false;
        Semaphore turn{1};
    };
    QCoro::Task<std::optional<Item>> advance(const CancellationToken& token)
    {
        Open& open = *m_open;
        if (open.over || token.isCancelled())
            co_return std::nullopt;
        open.over = true; // stays so if the generator throws
        if (open.next) {
            auto increment = ++*open.next;
            co_await increment;
        } else {
            auto begin = open.generator.begin();
            open.next.emplace(co_await begin);
        }
        open.over = *open.next == open.generator.end();
        if (open.over)
            co_return std::nullopt;
        co_return std::move(**open.next);
    }
    std::unique_ptr<Open> m_open;
};

template <typename T>
struct GeneratorItem;
template <typename T>
struct GeneratorItem<QCoro::AsyncGenerator<T>> {
    using Type = T;
};
/// A function that makes a generator, given the loop's token.
template <typename F>
concept GeneratorMaker = requires { typename GeneratorItem<std::invoke_result_t<F&, CancellationToken>>::Type; };

/// A generator that is made for the loop. The function lives as long, so it may be a coroutine with captures.
template <GeneratorMaker F>
class MadeGeneratorSource {
    using Generator = GeneratorSource<typename GeneratorItem<std::invoke_result_t<F&, CancellationToken>>::Type>;

public:
    using Item = typename Generator::Item;

    MadeGeneratorSource(F make, const CancellationToken& token)
        : m_make(std::make_unique<F>(std::move(make))), m_generator((*m_make)(token))
    {
    }
    QCoro::Task<std::optional<Item>> take(const CancellationToken& token) { return m_generator.take(token); }

private:
    std::unique_ptr<F> m_make;
    Generator m_generator;
};

/// Which source reads what. A Channel has its own, beside the channel.
template <typename Range>
struct ForEachSourceFor {
    using Type = RangeSource<Range>;
};
template <GeneratorMaker F>
struct ForEachSourceFor<F> {
    using Type = MadeGeneratorSource<F>;
};
template <typename T>
struct ForEachSourceFor<QCoro::AsyncGenerator<T>> {
    using Type = GeneratorSource<T>;
};
template <typename Range>
using ForEachSourceOf = typename ForEachSourceFor<Range>::Type;

/// Opens what the loop reads from; `token` is the loop's own.
template <typename Range>
ForEachSourceOf<Range> openSource(Range&& range, const CancellationToken& token)
{
    using Source = ForEachSourceOf<Range>;
    if constexpr (std::is_constructible_v<Source, Range, const CancellationToken&>)
        return Source(std::forward<Range>(range), token);
    else
        return Source(std::forward<Range>(range));
}

} // namespace engine::detail
