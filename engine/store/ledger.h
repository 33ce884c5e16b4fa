// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/order_state.h"
#include "engine/runtime/short_mutex.h"
#include "engine/telemetry/snapshot.h"

#include <cstdint>

namespace engine {

/// Where every submitted order is or has ended.
///
/// Model    submitted = persisted + rejected + failed + cancelled + dropped + lost + in flight, in every reading. The
///          orders in flight are counted by themselves, so that LedgerCounts::holds() is a check and not an identity
/// Errors   std::logic_error, and nothing is counted: an end that is none, a negative count, more ends than are in
///          flight
/// Threads  every function from any thread
class Ledger {
public:
    void submit(std::int64_t count = 1);
    void end(OrderState end, std::int64_t count = 1);

    /// One consistent reading.
    [[nodiscard]] LedgerCounts counts() const;

private:
    mutable ShortMutex m_mutex;
    LedgerCounts m_counts;
};

} // namespace engine
