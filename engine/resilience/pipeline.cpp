// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/pipeline.h"

#include "engine/runtime/flow.h"

#include <stdexcept>

namespace engine {

bool anyButCancellation(const Failure& failure) noexcept
{
    return !failure.isCancelled();
}

Outcome<void> underToken(Outcome<void> outcome, const CancellationToken& caller)
{
    const bool byCaller = !outcome && outcome.error().isCancelled() && caller.isCancelled();
    if (!byCaller || outcome.error().tokenId == caller.id())
        return outcome;
    Failure failure = caller.failure();
    failure.cause = std::make_shared<const Failure>(std::move(outcome.error()));
    return tl::unexpected<Failure>(std::move(failure));
}

Next Next::again() const
{
    Next next = *this;
    next.m_attempt = m_call->m_tries.fetch_add(1, std::memory_order_relaxed) + 1;
    return next;
}

QCoro::Task<Outcome<void>> Next::proceed(Next self, const CancellationToken& token)
{
    Outcome<void> outcome;
    if (token.isCancelled()) {
        outcome = tl::unexpected<Failure>(token.failure());
        co_return outcome;
    }
    Call& call = *self.m_call;
    try {
        if (self.m_index < call.m_pipeline->size()) {
            Next inner = self;
            ++inner.m_index;
            QCoro::Task<Outcome<void>> task = (*call.m_pipeline)[self.m_index]->execute(std::move(inner), token);
            outcome = co_await task;
        } else {
            QCoro::Task<Outcome<void>> task = call.run(self.m_attempt, token);
            outcome = co_await task;
        }
    } catch (...) {
        outcome = tl::unexpected<Failure>(failureOf(std::current_exception()));
    }
    co_return outcome;
}

bool isHandled(const Pipeline& pipeline, const Failure& failure)
{
    return !pipeline.empty() && pipeline.front()->handles(failure);
}

Outcome<void> resultOf(QCoro::Task<Outcome<void>> task)
{
    std::optional<Outcome<void>> result;
    [](QCoro::Task<Outcome<void>>& running, std::optional<Outcome<void>>& given) -> detail::Detached {
        given = co_await running;
    }(task, result);
    if (!result)
        throw std::logic_error("resultOf: the call has suspended instead of blocking its worker");
    return std::move(*result);
}

} // namespace engine
