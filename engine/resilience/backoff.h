// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/order.h"
#include "engine/runtime/clock.h"
#include "engine/runtime/random.h"
#include "engine/workload/resilience_spec.h"

#include <chrono>
#include <functional>
#include <optional>

namespace engine {

/// Where a strategy's draws in [0, 1) come from: one for each purpose, order and attempt (from 1).
using DrawSource = std::function<double(DrawPurpose purpose, OrderId order, int attempt)>;

/// Draws that depend on their arguments only (see random.h): no generator is shared, and no interleaving changes a
/// fate.
[[nodiscard]] DrawSource hashedDraws(std::uint64_t seed, Stage stage);

struct BackoffOptions {
    BackoffKind kind = BackoffKind::Constant;
    Clock::Duration delay = std::chrono::seconds(2);
    std::optional<Clock::Duration> maxDelay;
    bool useJitter = false;
};

/// The waits of one execution between its tries.
///
/// Model    with a = 0, 1, 2, ..., d = delay, r a draw: Constant d; Linear (a + 1) d; Exponential 2^a d. Jitter on
///          Constant and Linear: x (0.75 + 0.5 r). Jitter on Exponential is decorrelated: t = a + r, n(t) = 2^t
///          tanh(sqrt(4 t)), (n - n of the try before) / 1.4 * d, cut to whole ticks of 100 ns. Article: (a + 1) d + 40
///          ms + 80 ms r
/// Units    clock time; 0 to one day for delay and maxDelay
/// Bounds   maxDelay clamps after jitter; what does not fit a Duration becomes the largest one
/// Errors   the constructor throws std::out_of_range for a delay outside
/// Threads  one owner: the execution
/// Source   semantics PO-RE-1, PO-RE-2; the decorrelated formula is Polly's DecorrelatedJitterBackoffV2
class Backoff {
public:
    using Duration = Clock::Duration;

    explicit Backoff(const BackoffOptions& options);

    /// The wait after try `attempt` (from 0). Draws at most once, and not at all for a delay of 0.
    [[nodiscard]] Duration delayAfter(int attempt, const std::function<double()>& draw);

private:
    [[nodiscard]] Duration unclamped(int attempt, const std::function<double()>& draw);
    [[nodiscard]] Duration decorrelated(int attempt, double drawn);

    BackoffOptions m_options;
    double m_previous = 0.0;
};

} // namespace engine
