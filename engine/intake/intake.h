// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/intake/arrival_changes.h"
#include "engine/order/submission.h"
#include "engine/runtime/cancellation.h"
#include "engine/store/order_journal.h"
#include "engine/workload/arrival_process.h"
#include "engine/workload/order_source.h"

#include <qcoro/qcorotask.h>

namespace engine {

/// Where orders are handed in.
///
/// Errors   an order that cannot be taken, because `token` was cancelled while it waited, has ended when accept() is over
/// Threads  from the client's strand, one order at a time
class OrderSink {
public:
    virtual ~OrderSink() = default;
    /// Takes the order if that needs no waiting; else leaves it as it is and answers false.
    [[nodiscard]] virtual bool tryAccept(Submission& submission) = 0;
    /// For an order that tryAccept() did not take: over when it has been taken.
    [[nodiscard]] virtual QCoro::Task<> accept(Submission submission, const CancellationToken& token) = 0;
};

/// The client's side: orders are born as the arrival process says and handed in one after the other.
///
/// Model    an order is submitted when its time has come, and the sink decides when the next one can follow: a client that is
///          made to wait submits late, never early. A change of how orders arrive takes effect at once, also on the wait for
///          the next one
/// Errors   ends early, without error, when the token is cancelled
/// Threads  run() on one strand
class Intake {
public:
    Intake(OrderSource& source, const ArrivalProcess& arrivals, ArrivalChanges& changes, OrderJournal& journal, Clock& clock,
        OrderSink& sink);
    [[nodiscard]] QCoro::Task<> run(const CancellationToken& token);

private:
    OrderSource& m_source;
    ArrivalProcess m_arrivals;
    ArrivalChanges& m_changes;
    OrderJournal& m_journal;
    Clock& m_clock;
    OrderSink& m_sink;
};

} // namespace engine
