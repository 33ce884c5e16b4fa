// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/submission.h"
#include "engine/runtime/cancellation.h"
#include "engine/store/order_journal.h"
#include "engine/workload/arrival_process.h"
#include "engine/workload/order_source.h"

#include <qcoro/qcorotask.h>

#include <functional>

namespace engine {

/// The client's side: orders are born as the arrival process says and handed in one after the other.
///
/// Model    an order is submitted when its time has come, and `accept` decides when the next one can follow: a client that is
///          made to wait submits late, never early
/// Errors   ends early, without error, when the token is cancelled
/// Threads  run() on one strand
class Intake {
public:
    using Accept = std::function<QCoro::Task<>(Submission, const CancellationToken&)>;

    Intake(OrderSource& source, const ArrivalProcess& arrivals, OrderJournal& journal, Clock& clock, Accept accept);
    [[nodiscard]] QCoro::Task<> run(const CancellationToken& token);

private:
    OrderSource& m_source;
    ArrivalProcess m_arrivals;
    OrderJournal& m_journal;
    Clock& m_clock;
    Accept m_accept;
};

} // namespace engine
