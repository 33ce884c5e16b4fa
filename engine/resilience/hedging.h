// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/pipeline.h"
#include "engine/runtime/task_scope.h"

#include <chrono>
#include <functional>
#include <optional>

namespace engine {

/// What a hedge calls. An empty one calls what the primary calls.
using HedgedAction = std::function<QCoro::Task<Outcome<void>>(const CancellationToken&)>;

/// Attempts count from 0, which is the primary; hedges count from 0 too, so hedge n is attempt n + 1.
struct HedgingOptions {
    static constexpr int kMostHedgedAttempts = 10;

    int maxHedgedAttempts = 1; ///< after the primary, 1 to kMostHedgedAttempts
    /// How long the attempts under way may take before another one starts. 0: all start at once; negative, or the
    /// largest one: each when the one before has failed.
    Clock::Duration delay = std::chrono::seconds(2);
    std::function<bool(const Failure& failure, int attempt)> shouldHandle; ///< none: anything but a cancellation
    /// Asked before each hedge: what it calls, or nothing if there shall be no more of them.
    std::function<std::optional<HedgedAction>(int attempt)> actionGenerator;
    std::function<void(int hedge)> onHedging; ///< before each hedge
    std::function<void(int hedge)> onWon; ///< the outcome of this hedge is the outcome of the call
};

/// Does not wait for a slow attempt, but starts another beside it; the first answer counts.
///
/// Model    another attempt starts when `delay` has passed since the last one did, or at once when all of them have
///          failed in a way that is handled. The first outcome that is not handled is the outcome of the call; if all
///          are handled, the primary's is. The caller's cancellation ends the call at once, with the caller's token.
///          Each attempt has a token of its own, linked to the caller's; those that have lost are cancelled and belong
///          to `losers` until they end, the winner is not cancelled
/// Units    clock time
/// Errors   the constructor throws std::out_of_range for maxHedgedAttempts outside. What a callback throws is the
///          outcome of the call
/// Threads  as Strategy; callbacks on whichever worker starts or ends an attempt. Where calls block their worker the
///          primary blocks the caller's, and each hedge that time has started another one
/// Source   semantics PO-HE-1 to PO-HE-6
class Hedging final : public Strategy {
public:
    Hedging(TaskScope& losers, HedgingOptions options);
    QCoro::Task<Outcome<void>> execute(Next next, const CancellationToken& token) override;
    [[nodiscard]] bool handles(const Failure& failure) const override { return handles(failure, 0); }

private:
    class Race;

    [[nodiscard]] bool handles(const Failure& failure, int attempt) const;

    TaskScope& m_losers;
    const HedgingOptions m_options;
};

} // namespace engine
