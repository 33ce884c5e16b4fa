// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/order_figures.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {

namespace {

double ms(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

QString tr(const char* text)
{
    return QCoreApplication::translate("ui::OrderFigures", text);
}

} // namespace

QString OrderFigures::text(engine::OrderPlace place)
{
    switch (place) {
    case engine::OrderPlace::Intake:
        return tr("at intake");
    case engine::OrderPlace::Channel:
        return tr("in the channel");
    case engine::OrderPlace::Validate:
        return tr("validation");
    case engine::OrderPlace::Charge:
        return tr("charging");
    case engine::OrderPlace::Batch:
        return tr("in its chunk");
    case engine::OrderPlace::Persist:
        return tr("saving");
    case engine::OrderPlace::Ended:
        return tr("ended");
    }
    return {};
}

QString OrderFigures::text(engine::OrderActivity activity)
{
    switch (activity) {
    case engine::OrderActivity::Queued:
        return tr("queued");
    case engine::OrderActivity::WaitingForPermit:
        return tr("waits for a permit");
    case engine::OrderActivity::WaitingForWorker:
        return tr("waits for a worker");
    case engine::OrderActivity::Running:
        return tr("runs on a worker");
    case engine::OrderActivity::Blocked:
        return tr("blocks a worker");
    case engine::OrderActivity::Suspended:
        return tr("suspended, waits for a service");
    case engine::OrderActivity::BackingOff:
        return tr("backs off before it tries again");
    case engine::OrderActivity::Persisted:
        return tr("persisted");
    case engine::OrderActivity::Rejected:
        return tr("rejected");
    case engine::OrderActivity::Failed:
        return tr("failed");
    case engine::OrderActivity::TimedOut:
        return tr("timed out");
    case engine::OrderActivity::Cancelled:
        return tr("cancelled");
    case engine::OrderActivity::Dropped:
        return tr("dropped");
    case engine::OrderActivity::Lost:
        return tr("lost");
    case engine::OrderActivity::Orphaned:
        return tr("ended, but a call made for it runs on");
    }
    return {};
}

OrderFigures OrderFigures::from(const engine::Snapshot& snapshot)
{
    OrderFigures figures;
    if (!snapshot.watched)
        return figures;
    const engine::OrderDetail& order = *snapshot.watched;
    figures.known = true;
    figures.id = static_cast<double>(order.view.order);
    figures.place = text(order.view.place);
    figures.activity = text(order.view.activity);
    figures.ended = order.endedAt.count() >= 0;
    figures.customer = QString::fromStdString(order.customer);
    figures.total = static_cast<double>(order.totalCents) / 100.0;
    figures.ageMs = ms((figures.ended ? order.endedAt : snapshot.at) - order.submittedAt);
    figures.queuedMs = ms(order.queued);
    figures.waitedForPermitMs = ms(order.waitedForPermit);
    figures.waitedForWorkerMs = ms(order.waitedForWorker);
    figures.atServicesMs = ms(order.atServices);
    figures.backingOffMs = ms(order.backingOff);
    const double waited = figures.queuedMs + figures.waitedForPermitMs + figures.waitedForWorkerMs + figures.atServicesMs
        + figures.backingOffMs;
    figures.onWorkerMs = std::max(0.0, figures.ageMs - waited);
    figures.attempts = order.attempts;
    if (order.deadline)
        figures.deadlineMs = ms(*order.deadline - snapshot.at);
    for (const std::string& token : order.tokens)
        figures.tokens << QString::fromStdString(token);
    figures.ending = QString::fromStdString(order.ending);
    return figures;
}

} // namespace ui
