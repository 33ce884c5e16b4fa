// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/sqlite_order_store.h"

#include "engine/runtime/delay.h"

#include <algorithm>

namespace engine {

namespace {

/// What became of the only order of a chunk.
Outcome<void> single(const Outcome<ChunkResult>& stored)
{
    if (!stored)
        return tl::unexpected<Failure>(stored.error());
    if (const Failure* const failure = stored->failure(0))
        return tl::unexpected<Failure>(*failure);
    return {};
}

} // namespace

const Failure* ChunkResult::failure(std::size_t index) const
{
    const auto found = std::lower_bound(refused.begin(), refused.end(), index,
        [](const Refusal& refusal, std::size_t wanted) { return refusal.index < wanted; });
    return found != refused.end() && found->index == index ? &found->failure : nullptr;
}

SqliteOrderStore::SqliteOrderStore(Executor& executor, Options options)
    : m_executor(executor)
    , m_file(std::move(options.file))
    , m_roundTripNs(options.roundTrip.count())
    , m_trouble(options.seed)
    , m_pool(executor, m_file, options.connections)
{
}

SqliteOrderStore::~SqliteOrderStore()
{
    close();
}

Outcome<void> SqliteOrderStore::open()
{
    return opened(m_file.create());
}

Outcome<void> SqliteOrderStore::openExisting()
{
    return opened(m_file.takeExisting());
}

Outcome<void> SqliteOrderStore::opened(Outcome<void> result)
{
    if (!result)
        m_openFailure = result.error();
    m_state.store(result ? State::Open : State::Failed);
    return result;
}

ResultStream SqliteOrderStore::orders()
{
    std::optional<Failure> refused = refusal();
    return ResultStream(m_pool, m_executor.clock(), roundTrip(),
        refused ? Outcome<void>(tl::unexpected<Failure>(std::move(*refused))) : Outcome<void>());
}

void SqliteOrderStore::close()
{
    State open = State::Open;
    m_state.compare_exchange_strong(open, State::Closed); // a failed open stays one
    m_pool.close();
}

std::optional<Failure> SqliteOrderStore::refusal() const
{
    switch (m_state.load()) {
    case State::Open:
        return std::nullopt;
    case State::Failed:
        return m_openFailure;
    case State::New:
        return Failure::of(FailureKind::Unavailable, "the order store has not been opened");
    case State::Closed:
        break;
    }
    return Failure::of(FailureKind::Unavailable, "the order store is closed");
}

/// Letters come when orders have ended, perhaps on a clock that stands still: what is done by hand does not concern them.
std::optional<Failure> SqliteOrderStore::refusal(std::span<const Order> orders) const
{
    std::optional<Failure> refused = refusal();
    if (!refused && !orders.empty())
        refused = m_trouble.refusal(orders.front().id);
    return refused;
}

std::chrono::nanoseconds SqliteOrderStore::roundTrip() const
{
    return std::chrono::nanoseconds(m_roundTripNs.load(std::memory_order_relaxed));
}

std::chrono::nanoseconds SqliteOrderStore::troubledTrip() const
{
    const double ns = static_cast<double>(roundTrip().count()) * m_trouble.inForce().latencyFactor;
    return std::chrono::nanoseconds(static_cast<std::int64_t>(std::clamp(ns, 0.0, 1e15)));
}

StoreView SqliteOrderStore::view() const
{
    StoreView view = m_pool.view();
    view.trouble = m_trouble.inForce();
    return view;
}

QCoro::Task<Outcome<ChunkResult>> SqliteOrderStore::store(
    std::span<const Order> orders, std::span<const DeadLetter> letters, const CancellationToken& token)
{
    if (std::optional<Failure> refused = refusal(orders))
        co_return tl::unexpected<Failure>(std::move(*refused));
    const Outcome<bool> permitted = co_await m_pool.acquire(token);
    if (!permitted)
        co_return tl::unexpected<Failure>(permitted.error());
    const ConnectionPool::Lease connection = m_pool.take();
    if (!orders.empty() && m_trouble.hangs(orders.front().id)) {
        const Outcome<void> released = co_await m_trouble.hang(token);
        if (!released)
            co_return tl::unexpected<Failure>(released.error());
    }
    const Clock::Duration trip = orders.empty() ? Clock::Duration::zero() : troubledTrip();
    const Outcome<void> arrived = co_await delay(m_executor.clock(), trip, token);
    if (!arrived)
        co_return tl::unexpected<Failure>(arrived.error());
    if (std::optional<Failure> refused = refusal(orders))
        co_return tl::unexpected<Failure>(std::move(*refused));
    Outcome<ChunkResult> stored = co_await connection.store(orders, letters);
    co_return stored;
}

QCoro::Task<Outcome<void>> SqliteOrderStore::insert(const Order& order, const CancellationToken& token)
{
    const std::span<const Order> orders(&order, 1);
    const std::span<const DeadLetter> noLetters;
    const Outcome<ChunkResult> stored = co_await store(orders, noLetters, token);
    co_return single(stored);
}

QCoro::Task<Outcome<ChunkResult>> SqliteOrderStore::insertChunk(
    std::span<const Order> orders, const CancellationToken& token)
{
    return store(orders, {}, token);
}

QCoro::Task<Outcome<void>> SqliteOrderStore::addDeadLetters(std::vector<DeadLetter> letters)
{
    if (letters.empty())
        co_return Outcome<void>();
    const std::span<const Order> noOrders;
    const std::span<const DeadLetter> all(letters);
    const Outcome<ChunkResult> stored = co_await store(noOrders, all, CancellationToken::none());
    if (!stored)
        co_return tl::unexpected<Failure>(stored.error());
    co_return Outcome<void>();
}

Outcome<void> SqliteOrderStore::insertOnWorker(const Order& order, const CancellationToken& token)
{
    const std::span<const Order> orders(&order, 1);
    if (std::optional<Failure> refused = refusal(orders))
        return tl::unexpected<Failure>(std::move(*refused));
    if (const Outcome<bool> permitted = m_pool.acquire(token).waitOnWorker(); !permitted)
        return tl::unexpected<Failure>(permitted.error());
    const ConnectionPool::Lease connection = m_pool.take();
    if (m_trouble.hangs(order.id)) {
        if (const Outcome<void> released = m_trouble.hangOnWorker(token); !released)
            return tl::unexpected<Failure>(released.error());
    }
    if (const Outcome<void> arrived = delay(m_executor.clock(), troubledTrip(), token).waitOnWorker(); !arrived)
        return tl::unexpected<Failure>(arrived.error());
    if (std::optional<Failure> refused = refusal(orders))
        return tl::unexpected<Failure>(std::move(*refused));
    return single(connection.store(orders, {}).waitOnWorker());
}

Outcome<std::int64_t> SqliteOrderStore::rowCount() const
{
    return m_file.countRows(QStringLiteral("orders"));
}

Outcome<std::int64_t> SqliteOrderStore::deadLetterCount() const
{
    return m_file.countRows(QStringLiteral("dead_letters"));
}

} // namespace engine
