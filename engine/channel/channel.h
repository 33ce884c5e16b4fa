// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/channel/channel_awaiters.h"
#include "engine/runtime/flat_stack.h"
#include "engine/runtime/for_each_source.h"

#include <qcoro/qcoroasyncgenerator.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace engine {

/// complete() on a channel that is completed already.
class ChannelClosedError : public std::logic_error {
    using std::logic_error::logic_error;
};

/// The error that a channel was completed with, where it has to be thrown.
class ChannelError : public std::runtime_error {
public:
    explicit ChannelError(Failure failure) : std::runtime_error(failure.message), m_failure(std::move(failure)) {}
    [[nodiscard]] const Failure& failure() const noexcept { return m_failure; }

private:
    Failure m_failure;
};

/// Hand-over of items between coroutines, with a bound or without (semantics CH-1 to CH-25, AS-1 to AS-6).
///
/// Model    items come out in the order in which their writes were accepted. Full and FullMode::Wait: write() suspends,
///          first come, first served. Completed: what is buffered can still be read, then reads fail as Closed (or with
///          the error that complete() was given, inside).
///          Capacity 0 is a rendezvous: nothing is buffered, so an item goes straight from a write to a read of which one
///          waits for the other. tryWrite() needs a read that waits, tryRead() a write that waits; waitToRead() and
///          waitToWrite() wait for the one or the other, and therefore never for each other.
/// Shape    a handle: copies share one channel
/// Errors   bounded() throws std::out_of_range for a capacity below 0; complete() a second time throws ChannelClosedError.
///          Everything else is an Outcome: Closed (`cause` is complete()'s error), Cancelled with the token, or, from
///          waitToRead and waitToWrite, complete()'s error as it is
/// Threads  try* and complete from any thread; read, write and the waits from a strand (or a worker, with waitOnWorker()).
///          A token that is passed must live until the wait is over
template <typename T>
class Channel {
    using Core = detail::ChannelCore<T>;

public:
    using ReadAwaiter = typename Core::ReadAwaiter;
    using WriteAwaiter = typename Core::WriteAwaiter;
    using WaitAwaiter = typename Core::WaitAwaiter;
    using CompletionAwaiter = typename Core::CompletionAwaiter;
    using DropCallback = std::function<void(T)>;

    static constexpr int kUnbounded = Core::kUnbounded;

    /// `dropped` gets each item that a Drop mode discards, on the writer, after the channel's lock is released. At a
    /// rendezvous that is in every Drop mode the new item, if no read waits.
    [[nodiscard]] static Channel bounded(int capacity, FullMode fullMode = FullMode::Wait, DropCallback dropped = {})
    {
        if (capacity < 0)
            throw std::out_of_range("Channel::bounded: the capacity must not be negative");
        return Channel(std::make_shared<Core>(capacity, fullMode, std::move(dropped), false));
    }
    [[nodiscard]] static Channel unbounded() { return Channel(std::make_shared<Core>(kUnbounded, FullMode::Wait, nullptr, false)); }
    /// One reader at a time: a second read or wait while one is pending cancels the earlier one (CH-23).
    [[nodiscard]] static Channel unboundedSingleReader()
    {
        return Channel(std::make_shared<Core>(kUnbounded, FullMode::Wait, nullptr, true));
    }

    bool tryWrite(T item) { return m_core->tryWrite(item); }
    /// The same, but leaves `item` as it is when it answers false.
    [[nodiscard]] bool tryMove(T& item) { return m_core->tryWrite(item); }
    template <typename U>
    [[nodiscard]] WriteAwaiter write(U&& item, const CancellationToken& token = CancellationToken::none())
    {
        return WriteAwaiter(*m_core, std::forward<U>(item), token);
    }
    /// true: there was room at that moment; false: completed.
    [[nodiscard]] WaitAwaiter waitToWrite(const CancellationToken& token = CancellationToken::none())
    {
        return WaitAwaiter(*m_core, false, token);
    }

    [[nodiscard]] std::optional<T> tryRead() { return m_core->tryRead(); }
    /// Moves what is there, and at most `most` items, to the end of `to`.
    void readInto(std::vector<T>& to, std::size_t most) { m_core->readInto(to, most); }
    [[nodiscard]] std::optional<T> tryPeek() const { return m_core->tryPeek(); }
    [[nodiscard]] ReadAwaiter read(const CancellationToken& token = CancellationToken::none())
    {
        return ReadAwaiter(*m_core, token);
    }
    /// true: there was an item at that moment; false: completed and drained.
    [[nodiscard]] WaitAwaiter waitToRead(const CancellationToken& token = CancellationToken::none())
    {
        return WaitAwaiter(*m_core, true, token);
    }
    /// Every item until the channel is completed and drained. Throws CancelledError, or ChannelError for an error of complete().
    /// What is buffered comes without waiting, but for a turn on the strand now and then (flat_stack.h).
    [[nodiscard]] QCoro::AsyncGenerator<T> readAll(CancellationToken token = {}) { return readAllFrom(*this, std::move(token)); }

    bool tryComplete(std::optional<Failure> error = {}) { return m_core->tryComplete(std::move(error)); }
    void complete(std::optional<Failure> error = {})
    {
        if (!tryComplete(std::move(error)))
            throw ChannelClosedError("Channel::complete: the channel is completed already");
    }
    /// Over when writing is done and the buffer is empty. The same object every time.
    [[nodiscard]] ChannelCompletion& completion() const noexcept { return m_core->completion(); }

    /// Items buffered: 0 at a rendezvous. Throws std::logic_error for a single-reader channel, which does not count.
    [[nodiscard]] int count() const { return m_core->count(); }
    [[nodiscard]] int capacity() const noexcept { return m_core->capacity(); }
    /// Not for channels that drop. Throws std::out_of_range below 0.
    void setCapacity(int capacity)
    {
        if (capacity < 0)
            throw std::out_of_range("Channel::setCapacity: the capacity must not be negative");
        m_core->setCapacity(capacity);
    }
    /// The most items that were buffered at once.
    [[nodiscard]] int peakCount() const { return m_core->peakCount(); }
    /// Who waits for room, with an item in hand or without.
    [[nodiscard]] int waitingWriters() const { return m_core->waitingWriters(); }

private:
    explicit Channel(std::shared_ptr<Core> core) noexcept : m_core(std::move(core)) {}

    static QCoro::AsyncGenerator<T> readAllFrom(Channel channel, CancellationToken token)
    {
        FlatStack stack;
        for (;;) {
            const Outcome<bool> more = co_await channel.waitToRead(token);
            if (!more) {
                if (more.error().isCancelled())
                    throw CancelledError(more.error().reason, more.error().tokenId);
                throw ChannelError(more.error());
            }
            if (!*more)
                co_return;
            while (std::optional<T> item = channel.tryRead()) {
                co_yield std::move(*item);
                auto turn = stack.turn();
                co_await turn;
            }
        }
    }

    std::shared_ptr<Core> m_core;
};

namespace detail {

/// A channel as the source of parallelForEach: it serialises its readers by itself.
template <typename T>
class ChannelSource {
public:
    using Item = T;

    explicit ChannelSource(Channel<T> channel) : m_channel(std::move(channel)) {}

    class TakeAwaiter {
    public:
        TakeAwaiter(Channel<T>& channel, const CancellationToken& token) : m_tokenId(token.id()), m_read(channel.read(token))
        {
        }
        [[nodiscard]] bool await_ready() { return m_read.await_ready(); }
        bool await_suspend(std::coroutine_handle<> coroutine) { return m_read.await_suspend(coroutine); }
        std::optional<T> await_resume()
        {
            Outcome<T> item = m_read.await_resume();
            if (item)
                return std::move(*item);
            if (item.error().cause)
                throw ChannelError(*item.error().cause);
            if (item.error().isCancelled() && item.error().tokenId != m_tokenId) // what complete() was given
                throw CancelledError(item.error().reason, item.error().tokenId);
            return std::nullopt; // drained, or told to stop
        }

    private:
        std::uint64_t m_tokenId;
        typename Channel<T>::ReadAwaiter m_read;
    };
    std::optional<T> tryTake() { return m_channel.tryRead(); }
    TakeAwaiter take(const CancellationToken& token) { return TakeAwaiter(m_channel, token); }

private:
    Channel<T> m_channel;
};

template <typename T>
struct ForEachSourceFor<Channel<T>> {
    using Type = ChannelSource<T>;
};

} // namespace detail
} // namespace engine
