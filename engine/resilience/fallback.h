// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/pipeline.h"

#include <functional>

namespace engine {

struct FallbackOptions {
    FailurePredicate shouldHandle = anyButCancellation;
    /// What is done instead; knows the failure that it replaces. Where calls block their worker it has to as well.
    std::function<QCoro::Task<Outcome<void>>(Failure failure, const CancellationToken& token)> action;
    std::function<void(const Failure&)> onFallback; ///< before the action
};

/// Does something else when the call has failed.
///
/// Model    a failure that is handled is replaced by the outcome of the action; everything else passes unchanged. An
///          action whose token is cancelled by then is run all the same: it decides what to make of it
/// Errors   the constructor throws std::invalid_argument without action or shouldHandle. What the action or a callback
///          throws is the outcome
/// Threads  as Strategy
/// Source   semantics PO-FB-1
class Fallback final : public Strategy {
public:
    explicit Fallback(FallbackOptions options);
    QCoro::Task<Outcome<void>> execute(Next next, const CancellationToken& token) override;
    [[nodiscard]] bool handles(const Failure& failure) const override { return m_options.shouldHandle(failure); }

private:
    const FallbackOptions m_options;
};

} // namespace engine
