// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/order_board.h"

#include "engine/telemetry/figure_text.h"

#include <algorithm>
#include <iterator>

namespace engine {

namespace {

bool byOrder(const OrderView& a, const OrderView& b) noexcept { return a.order < b.order; }

/// The first `most` of them, in order.
void keepFirst(std::vector<OrderView>& views, std::size_t most)
{
    // Most of the time they lie as they came, which is as they are numbered.
    if (std::is_sorted(views.begin(), views.end(), byOrder)) {
        views.resize(std::min(views.size(), most));
        return;
    }
    if (views.size() > most) {
        std::nth_element(views.begin(), views.begin() + static_cast<std::ptrdiff_t>(most), views.end(), byOrder);
        views.resize(most);
    }
    std::sort(views.begin(), views.end(), byOrder);
}

std::int64_t& countOf(OrdersView& orders, const OrderView& view)
{
    return orders.counts[static_cast<std::size_t>(view.place)][static_cast<std::size_t>(view.activity)];
}

std::vector<Phrase> tokensOf(const OrderTrack& track, const OrderView& view)
{
    std::vector<Phrase> tokens;
    if (track.callTimeout().count() > 0)
        tokens.emplace_back(QT_TRANSLATE_NOOP("engine", "call timeout, fires at %1"), duration(track.callTimeout()));
    const bool isToBeCharged = view.place <= OrderPlace::Charge;
    if (track.deadline().count() > 0 && isToBeCharged)
        tokens.emplace_back(QT_TRANSLATE_NOOP("engine", "order deadline, at %1"), duration(track.deadline()));
    return tokens;
}

} // namespace

// --- workers ----------------------------------------------------------------------------------------------------------

OrderBoard::WorkerOrders::Entry& OrderBoard::WorkerOrders::slot(OrderId order) noexcept
{
    const std::size_t mask = m_entries.size() - 1;
    std::size_t index = static_cast<std::size_t>(order) * 0x9e3779b97f4a7c15U >> 32U & mask;
    while (m_entries[index].order != 0 && m_entries[index].order != order)
        index = (index + 1) & mask;
    return m_entries[index];
}

void OrderBoard::WorkerOrders::take(const std::vector<WorkerView>& workers)
{
    std::size_t size = 16;
    while (size < 2 * workers.size())
        size *= 2;
    m_entries.assign(size, {});
    for (const WorkerView& worker : workers) {
        if (worker.order == 0)
            continue;
        Entry& entry = slot(worker.order);
        entry.order = worker.order;
        entry.runs = entry.runs || worker.state == WorkerState::Running;
        entry.blocks = entry.blocks || worker.state == WorkerState::Blocked;
    }
}

OrderBoard::WorkerOrders::Entry* OrderBoard::WorkerOrders::find(OrderId order) noexcept
{
    Entry& entry = slot(order);
    return entry.order == order && order != 0 ? &entry : nullptr;
}

// --- orders -----------------------------------------------------------------------------------------------------------

void OrderBoard::look(OrderTrack& track, Snapshot& snapshot)
{
    const OrderTrack::Reading reading = track.read();
    if (reading.kind == OrderTrack::Kind::Free || reading.kind == OrderTrack::Kind::Branch)
        return;
    OrderView view {reading.order, reading.since, reading.place, reading.activity, reading.attempt};
    WorkerOrders::Entry* const worker = m_workers.find(reading.order);
    const bool hasEnded = reading.place == OrderPlace::Ended;
    if (reading.kind == OrderTrack::Kind::Orphan) {
        view.activity = OrderActivity::Orphaned;
        if (worker && worker->place.value_or(OrderPlace::Ended) == OrderPlace::Ended)
            worker->place = view.place;
        m_orphans.push_back(view);
    } else if (hasEnded) {
        if (worker && !worker->place)
            worker->place = view.place;
        m_ended.push_back({view, reading.endedAt, &track});
    } else {
        if (worker) {
            worker->place = view.place;
            view.activity = worker->runs ? OrderActivity::Running
                : worker->blocks         ? OrderActivity::Blocked
                                         : view.activity;
        }
        m_inFlight.push_back(view);
    }
    if (!hasEnded)
        ++countOf(snapshot.orders, view);
    if (reading.order == m_watchedNow && m_watchedNow != 0 && reading.kind == OrderTrack::Kind::Order)
        lookAtWatched(track, view, reading, snapshot);
}

void OrderBoard::lookAtWatched(
    const OrderTrack& track, const OrderView& view, const OrderTrack::Reading& reading, const Snapshot& snapshot)
{
    const bool hasEnded = reading.place == OrderPlace::Ended;
    const std::chrono::nanoseconds now = hasEnded ? reading.endedAt : snapshot.at;
    OrderDetail detail;
    detail.view = view;
    detail.totalCents = track.totalCents();
    detail.customer = track.customer();
    detail.submittedAt = track.submittedAt();
    detail.endedAt = reading.endedAt;
    detail.queued = track.time(OrderActivity::Queued, now);
    detail.waitedForPermit = track.time(OrderActivity::WaitingForPermit, now);
    detail.waitedForWorker = track.time(OrderActivity::WaitingForWorker, now);
    detail.atServices = track.time(OrderActivity::Suspended, now);
    detail.backingOff = track.time(OrderActivity::BackingOff, now);
    detail.attempts = track.attempts();
    if (track.deadline().count() > 0)
        detail.deadline = track.deadline();
    if (hasEnded)
        detail.ending = track.why();
    else
        detail.tokens = tokensOf(track, view);
    m_detail = std::move(detail);
}

/// Of those that have ended the ones that can no longer be seen.
void OrderBoard::forgetOld(std::chrono::nanoseconds now)
{
    const auto isOld = [now](const Ended& ended) { return ended.at + OrdersView::kEndedStayFor <= now; };
    const auto old = std::partition(m_ended.begin(), m_ended.end(), [&](const Ended& ended) { return !isOld(ended); });
    auto firstForgotten = old;
    if (std::distance(m_ended.begin(), old) > static_cast<std::ptrdiff_t>(kMostEnded)) {
        firstForgotten = m_ended.begin() + static_cast<std::ptrdiff_t>(kMostEnded);
        std::nth_element(m_ended.begin(), firstForgotten, old, [](const Ended& a, const Ended& b) { return a.at > b.at; });
    }
    m_forgotten.clear();
    for (auto ended = firstForgotten; ended != m_ended.end(); ++ended)
        m_forgotten.push_back(ended->track);
    m_tracks.forget(m_forgotten);
    m_ended.erase(firstForgotten, m_ended.end());
}

/// Those in flight, then the calls that were left, then those that have ended.
std::shared_ptr<const std::vector<OrderView>> OrderBoard::list()
{
    std::size_t room = OrdersView::kMostOrders;
    auto all = std::make_shared<std::vector<OrderView>>();
    const auto append = [&](std::vector<OrderView>& views) {
        keepFirst(views, room);
        room -= views.size();
        all->insert(all->end(), views.begin(), views.end());
    };
    all->reserve(std::min(room, m_inFlight.size() + m_orphans.size() + m_ended.size()));
    append(m_inFlight);
    append(m_orphans);
    m_inFlight.clear();
    for (const Ended& ended : m_ended)
        m_inFlight.push_back(ended.view);
    append(m_inFlight);
    return all;
}

void OrderBoard::writeTo(Snapshot& snapshot)
{
    if (const OrderId watched = m_watched.load(std::memory_order_relaxed); watched != m_watchedNow) {
        m_watchedNow = watched;
        m_detail.reset();
    }
    m_inFlight.clear();
    m_orphans.clear();
    m_ended.clear();
    m_workers.take(snapshot.pool.workers);
    snapshot.orders.enabled = true;
    m_tracks.forEach([&](OrderTrack& track) { look(track, snapshot); });
    forgetOld(snapshot.at);
    for (const Ended& ended : m_ended)
        ++countOf(snapshot.orders, ended.view);
    for (WorkerView& worker : snapshot.pool.workers) {
        if (const WorkerOrders::Entry* const entry = m_workers.find(worker.order))
            worker.place = entry->place.value_or(OrderPlace::Ended);
    }
    const std::size_t visible = m_inFlight.size() + m_orphans.size() + m_ended.size();
    snapshot.orders.orders = list();
    snapshot.orders.omitted = static_cast<std::int64_t>(visible - snapshot.orders.orders->size());
    snapshot.watched = m_detail;
}

} // namespace engine
