// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/order_words.h"

namespace ui {

QString OrderWords::place(int place)
{
    switch (place) {
    case Intake:
        return tr("Intake");
    case Channel:
        return tr("Channel");
    case Validate:
        return tr("Validate");
    case Charge:
        return tr("Charge");
    case Batch:
        return tr("Batch");
    case Persist:
        return tr("Persist");
    case Ledger:
        return tr("Ledger");
    default:
        return {};
    }
}

QString OrderWords::state(int state)
{
    switch (state) {
    case Queued:
        return tr("queued");
    case WaitingForPermit:
        return tr("waiting for a permit");
    case WaitingForWorker:
        return tr("waiting for a worker");
    case Running:
        return tr("running");
    case Blocked:
        return tr("blocked");
    case Suspended:
        return tr("suspended");
    case BackingOff:
        return tr("backing off");
    case Persisted:
        return tr("persisted");
    case Rejected:
        return tr("rejected");
    case Failed:
        return tr("failed");
    case TimedOut:
        return tr("timed out");
    case Cancelled:
        return tr("cancelled");
    case Dropped:
        return tr("dropped");
    case Lost:
        return tr("lost");
    case Orphaned:
        return tr("orphaned");
    default:
        return {};
    }
}

QString OrderWords::meaning(int state)
{
    switch (state) {
    case Queued:
        return tr("Not started: in the channel, in a batch or behind other work items.");
    case WaitingForPermit:
        return tr("Suspended until there is room for it. Holds no thread.");
    case WaitingForWorker:
        return tr("Could go on, but no worker has taken it yet.");
    case Running:
        return tr("On a worker, which computes for it.");
    case Blocked:
        return tr("On a worker that waits for it and can do nothing else.");
    case Suspended:
        return tr("A coroutine that waits for a service. Holds no thread.");
    case BackingOff:
        return tr("Waits before it tries again. Holds no thread.");
    case Persisted:
        return tr("Its row is committed.");
    case Rejected:
        return tr("A service understood it and said no.");
    case Failed:
        return tr("A service could not do its work.");
    case TimedOut:
        return tr("Failed because a deadline passed.");
    case Cancelled:
        return tr("Nobody waits for it any more.");
    case Dropped:
        return tr("Intake did not take it.");
    case Lost:
        return tr("Nobody owned it, and it is gone.");
    case Orphaned:
        return tr("The order has ended, a call made for it goes on.");
    default:
        return {};
    }
}

} // namespace ui
