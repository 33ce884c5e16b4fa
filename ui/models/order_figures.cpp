// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/order_figures.h"

#include "ui/bridge/spoken.h"
#include "ui/models/order_words.h"

#include <algorithm>

namespace ui {

namespace {

double ms(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

} // namespace

OrderFigures OrderFigures::from(const engine::Snapshot& snapshot)
{
    OrderFigures figures;
    if (!snapshot.watched)
        return figures;
    const engine::OrderDetail& order = *snapshot.watched;
    figures.known = true;
    figures.id = static_cast<double>(order.view.order);
    const auto activity = static_cast<int>(order.view.activity);
    figures.place = OrderWords::place(static_cast<int>(order.view.place));
    figures.activity = OrderWords::state(activity);
    figures.meaning = OrderWords::meaning(activity);
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
    for (const engine::Phrase& token : order.tokens)
        figures.tokens << spoken(token);
    figures.ending = spoken(order.ending);
    return figures;
}

} // namespace ui
