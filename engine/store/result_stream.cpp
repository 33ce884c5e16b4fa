// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/result_stream.h"

#include "engine/runtime/delay.h"

#include <utility>

namespace engine {

ResultStream::ResultStream(ConnectionPool& pool, Clock& clock, std::chrono::nanoseconds roundTrip, Outcome<void> ready)
    : m_pool(pool)
    , m_clock(clock)
    , m_roundTrip(roundTrip)
    , m_ready(std::move(ready))
{
}

QCoro::AsyncGenerator<OrderRow> ResultStream::rows(CancellationToken token)
{
    m_outcome = m_ready;
    if (!m_outcome)
        co_return;
    const Outcome<bool> permitted = co_await m_pool.acquire(token);
    if (!permitted) {
        m_outcome = tl::unexpected<Failure>(permitted.error());
        co_return;
    }
    ConnectionPool::Lease connection = m_pool.take();
    for (;;) {
        const Outcome<void> arrived = co_await delay(m_clock, m_roundTrip, token);
        if (!arrived) {
            m_outcome = arrived;
            co_return;
        }
        Outcome<std::vector<OrderRow>> batch = co_await connection.fetch(kBatchRows);
        if (!batch) {
            m_outcome = tl::unexpected<Failure>(batch.error());
            co_return;
        }
        for (OrderRow& row : *batch) {
            if (token.isCancelled()) {
                m_outcome = tl::unexpected<Failure>(token.failure());
                co_return;
            }
            co_yield row;
        }
        if (batch->size() < kBatchRows)
            co_return;
    }
}

QCoro::Task<Outcome<std::vector<OrderRow>>> collectRows(ResultStream& stream, CancellationToken token)
{
    std::vector<OrderRow> all;
    QCoro::AsyncGenerator<OrderRow> rows = stream.rows(token);
    auto begin = rows.begin();
    auto row = co_await begin;
    while (row != rows.end()) {
        all.push_back(std::move(*row));
        auto next = ++row;
        co_await next;
    }
    if (!stream.outcome())
        co_return tl::unexpected<Failure>(stream.outcome().error());
    Outcome<std::vector<OrderRow>> collected(std::move(all));
    co_return collected;
}

} // namespace engine
