// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stages/order_deadline.h"

#include "engine/runtime/order_track.h"

#include <algorithm>

namespace engine {

void OrderDeadline::start(Submission& submission, double timeoutMs, const Clock& clock)
{
    if (timeoutMs <= 0 || submission.deadline)
        return;
    const std::chrono::duration<double, std::milli> timeout(timeoutMs);
    submission.deadline = clock.now().time_since_epoch() + std::chrono::round<std::chrono::nanoseconds>(timeout);
    if (submission.track)
        submission.track->setDeadline(*submission.deadline);
}

bool OrderDeadline::hasPassed(const Submission& submission, const Clock& clock)
{
    return submission.deadline && clock.now().time_since_epoch() >= *submission.deadline;
}

OrderDeadline::OrderDeadline(const Submission& submission, const CancellationToken& caller, Clock& clock)
    : m_caller(caller)
    , m_token(caller)
{
    if (!submission.deadline)
        return;
    m_source.emplace(CancellationSource::linked({caller}, &clock));
    m_token = m_source->token();
    const std::chrono::nanoseconds left = *submission.deadline - clock.now().time_since_epoch();
    if (left.count() <= 0) {
        m_source->cancel(CancelReason::Timeout);
        return;
    }
    constexpr CancellationSource::Milliseconds kLongest {(std::int64_t {1} << 32) - 2};
    m_source->cancelAfter(std::min(std::chrono::ceil<CancellationSource::Milliseconds>(left), kLongest));
}

Outcome<void> OrderDeadline::judge(Outcome<void> outcome) const
{
    if (outcome || !outcome.error().isCancelled())
        return outcome;
    if (m_caller.isCancelled())
        return tl::unexpected<Failure>(m_caller.failure());
    if (m_token.isCancelled())
        return tl::unexpected<Failure>(m_token.failure());
    return outcome;
}

} // namespace engine
