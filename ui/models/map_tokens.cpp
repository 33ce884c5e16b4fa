// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/map_tokens.h"

namespace ui {

namespace {

static_assert(kMapStationCount == engine::kOrderPlaceCount);
static_assert(kTokenStateCount == engine::kOrderActivityCount);
static_assert(static_cast<int>(MapStation::Ledger) == static_cast<int>(engine::OrderPlace::Ended));
static_assert(static_cast<int>(MapStation::Batch) == static_cast<int>(engine::OrderPlace::Batch));
static_assert(static_cast<int>(TokenState::Blocked) == static_cast<int>(engine::OrderActivity::Blocked));
static_assert(static_cast<int>(TokenState::Persisted) == static_cast<int>(engine::OrderActivity::Persisted));
static_assert(static_cast<int>(TokenState::Orphaned) == static_cast<int>(engine::OrderActivity::Orphaned));

double milliseconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

OrderTokens::Station stationOf(const engine::Snapshot& snapshot, engine::OrderPlace place)
{
    OrderTokens::Station station;
    station.counts = snapshot.orders.counts[static_cast<std::size_t>(place)];
    const auto show = [&station](const engine::Level& level) {
        station.limit = level.limit;
        station.level = level.now;
    };
    const bool bounded = snapshot.mode == engine::Mode::Bounded;
    switch (place) {
    case engine::OrderPlace::Channel:
        show(snapshot.channel);
        station.inUse = bounded || snapshot.channel.now > 0 || station.total() > 0;
        break;
    case engine::OrderPlace::Validate:
        show(snapshot.stage(engine::Stage::Validate).inFlight);
        break;
    case engine::OrderPlace::Charge:
        show(snapshot.stage(engine::Stage::Charge).inFlight);
        break;
    case engine::OrderPlace::Batch: // is handed on when it has as many as the next stage takes at once
        station.limit = bounded ? snapshot.stage(engine::Stage::Persist).inFlight.limit : 0;
        station.level = station.total();
        station.inUse = bounded || station.level > 0;
        break;
    case engine::OrderPlace::Persist:
        show(snapshot.stage(engine::Stage::Persist).inFlight);
        break;
    case engine::OrderPlace::Intake:
    case engine::OrderPlace::Ended:
        station.level = station.total();
        break;
    }
    return station;
}

} // namespace

OrderTokens stationsOf(const engine::Snapshot& snapshot)
{
    OrderTokens shown;
    shown.known = snapshot.orders.enabled;
    shown.sequence = snapshot.sequence;
    shown.atMs = milliseconds(snapshot.at);
    for (int place = 0; place < engine::kOrderPlaceCount; ++place)
        shown.stations[static_cast<std::size_t>(place)] = stationOf(snapshot, static_cast<engine::OrderPlace>(place));
    return shown;
}

OrderTokens tokensOf(const engine::Snapshot& snapshot)
{
    OrderTokens shown = stationsOf(snapshot);
    if (!shown.known || !snapshot.orders.orders)
        return shown;
    auto tokens = std::make_shared<std::vector<OrderToken>>();
    tokens->reserve(snapshot.orders.orders->size());
    for (const engine::OrderView& order : *snapshot.orders.orders)
        tokens->push_back({order.order, milliseconds(order.since), static_cast<MapStation>(order.place),
            static_cast<TokenState>(order.activity), order.attempt});
    shown.tokens = std::move(tokens);
    return shown;
}

} // namespace ui
