// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/order_snapshot.h"

#include <algorithm>

namespace support {

using engine::OrderActivity;
using engine::OrderPlace;

namespace {

/// Whether the order has a place in its stage, and so counts against the stage's limit.
bool hasPlace(OrderActivity activity)
{
    return activity != OrderActivity::Queued && activity != OrderActivity::WaitingForPermit
        && activity != OrderActivity::Orphaned;
}

} // namespace

OrderSnapshot::OrderSnapshot(engine::Mode mode)
{
    rest.mode = mode;
    rest.sequence = -1;
    rest.at = std::chrono::seconds(10);
}

OrderSnapshot& OrderSnapshot::add(const engine::OrderView& order)
{
    m_orders.push_back(order);
    m_nextId = std::max(m_nextId, order.order + 1);
    return *this;
}

OrderSnapshot& OrderSnapshot::add(OrderPlace place, OrderActivity activity, int count)
{
    for (int index = 0; index < count; ++index) {
        engine::OrderView order;
        order.order = m_nextId;
        order.since = std::chrono::milliseconds(m_nextId);
        order.place = place;
        order.activity = activity;
        order.attempt = activity == OrderActivity::Suspended ? 1 : 0;
        add(order);
    }
    return *this;
}

OrderSnapshot& OrderSnapshot::omit(OrderPlace place, OrderActivity activity, std::int64_t count)
{
    m_omitted[static_cast<std::size_t>(place)][static_cast<std::size_t>(activity)] += count;
    return *this;
}

OrderSnapshot& OrderSnapshot::move(engine::OrderId order, OrderPlace place, OrderActivity activity)
{
    for (engine::OrderView& view : m_orders) {
        if (view.order != order)
            continue;
        if (view.place != place)
            view.since = rest.at;
        view.place = place;
        view.activity = activity;
    }
    return *this;
}

OrderSnapshot& OrderSnapshot::remove(engine::OrderId order)
{
    std::erase_if(m_orders, [order](const engine::OrderView& view) { return view.order == order; });
    return *this;
}

std::shared_ptr<const engine::Snapshot> OrderSnapshot::make()
{
    ++rest.sequence;
    rest.at += std::chrono::milliseconds(50);
    rest.orders = {};
    rest.orders.enabled = true;
    rest.orders.counts = m_omitted;
    for (const auto& place : m_omitted) {
        for (const auto count : place)
            rest.orders.omitted += count;
    }
    std::array<std::int64_t, engine::kOrderPlaceCount> levels {};
    for (const engine::OrderView& order : m_orders) {
        const auto place = static_cast<std::size_t>(order.place);
        ++rest.orders.counts[place][static_cast<std::size_t>(order.activity)];
        levels[place] += order.place == OrderPlace::Channel || hasPlace(order.activity) ? 1 : 0;
    }
    const auto show = [&levels](engine::Level& level, OrderPlace place) {
        level.now = levels[static_cast<std::size_t>(place)];
        level.peak = std::max(level.peak, level.now);
    };
    show(rest.channel, OrderPlace::Channel);
    show(rest.stages[0].inFlight, OrderPlace::Validate);
    show(rest.stages[1].inFlight, OrderPlace::Charge);
    show(rest.stages[2].inFlight, OrderPlace::Persist);
    rest.orders.orders = std::make_shared<const std::vector<engine::OrderView>>(m_orders);
    return std::make_shared<const engine::Snapshot>(rest);
}

} // namespace support
