// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/modes/pipeline.h"

namespace engine {

bool startUnowned(const PipelineParts& parts, Submission& submission)
{
    if (!parts.habits.inForce().fireAndForget)
        return false;
    submission.owned = false;
    (void)parts.unowned.spawn([parts, order = std::move(submission), token = parts.unowned.token()]() mutable {
        return processOrder(parts, order, token);
    });
    return true;
}

QCoro::Task<> processOrder(const PipelineParts& parts, Submission& submission, const CancellationToken& token)
{
    if (token.isCancelled()) { // it had not started yet
        parts.journal.fail(submission, Stage::Validate, token.failure());
        co_return;
    }
    const bool validated = co_await parts.validate.run(submission, token);
    if (!validated)
        co_return;
    const bool charged = co_await parts.charge.run(submission, token);
    if (charged)
        co_await parts.persist.run(submission, token);
}

} // namespace engine
