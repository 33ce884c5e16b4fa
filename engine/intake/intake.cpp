// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/intake/intake.h"

#include "engine/runtime/delay.h"

namespace engine {

Intake::Intake(
    OrderSource& source, const ArrivalProcess& arrivals, ArrivalChanges& changes, OrderJournal& journal, Clock& clock,
    OrderSink& sink)
    : m_source(source)
    , m_arrivals(arrivals)
    , m_changes(changes)
    , m_journal(journal)
    , m_clock(clock)
    , m_sink(sink)
{
}

QCoro::Task<> Intake::run(const CancellationToken& token)
{
    CancellationSource news = CancellationSource::linked({token, m_changes.next()});
    CancellationToken untilNews = news.token();
    for (;;) {
        ArrivalProcess::Batch batch = m_arrivals.next();
        for (;;) {
            const auto wait = batch.at - m_clock.now().time_since_epoch();
            (void)co_await delay(m_clock, wait, untilNews);
            const std::optional<WorkloadSpec> wanted = untilNews.isCancelled() ? m_changes.take() : std::nullopt;
            if (!wanted)
                break;
            batch = m_arrivals.change(*wanted, m_clock.now().time_since_epoch(), batch);
            news = CancellationSource::linked({token, m_changes.next()});
            untilNews = news.token();
        }
        for (std::int64_t n = 0; n < batch.orders; ++n) {
            if (token.isCancelled())
                co_return;
            std::optional<Order> order = m_source.next();
            if (!order)
                co_return;
            Submission submission;
            submission.order = std::move(*order);
            m_journal.submit(submission);
            m_journal.move(submission, OrderState::Accepted);
            if (!m_sink.tryAccept(submission))
                co_await m_sink.accept(std::move(submission), token);
        }
    }
}

} // namespace engine
