// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/order.h"
#include "engine/order/outcome.h"
#include "engine/runtime/cancellation.h"
#include "engine/runtime/random.h"
#include "engine/runtime/semaphore.h"
#include "engine/telemetry/snapshot.h"

#include <qcoro/qcorotask.h>

#include <cstdint>
#include <mutex>
#include <optional>

namespace engine {

/// What is done to the order store by hand, as it meets the transactions.
///
/// Model    a transaction's fate is drawn from (seed, its first order): a repeated one meets the same. One that hangs keeps its
///          connection until it is cancelled, or until transactions no longer hang, and then goes on
/// Errors   Unavailable: an outage, or a failure that was drawn
/// Threads  every function from any thread. Outlives what waits in it
class StoreTrouble {
public:
    explicit StoreTrouble(std::uint64_t seed) : m_seed(seed) {}

    void set(const ServiceTrouble& trouble);
    [[nodiscard]] ServiceTrouble inForce() const;

    /// Why a transaction that begins with `first` cannot be made now; empty: it can.
    [[nodiscard]] std::optional<Failure> refusal(OrderId first) const;
    [[nodiscard]] bool hangs(OrderId first) const;
    /// Over when transactions no longer hang, or with the token.
    [[nodiscard]] QCoro::Task<Outcome<void>> hang(const CancellationToken& token);
    [[nodiscard]] Outcome<void> hangOnWorker(const CancellationToken& token);

private:
    [[nodiscard]] bool drawn(double rate, DrawPurpose purpose, OrderId first) const;
    [[nodiscard]] CancellationSource untilHealed(const CancellationToken& token) const;

    const std::uint64_t m_seed;
    mutable std::mutex m_mutex;
    ServiceTrouble m_trouble;
    CancellationSource m_hanging; ///< cancelled when transactions no longer hang
    Semaphore m_never {0}; ///< what those that hang wait for
};

} // namespace engine
