// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/map_layout.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr std::array kPitches = {32, 28, 24, 20, 17, 14, 12, 10, 8, 7, 6, 5, 4};
constexpr double kStationShare = 0.8; ///< of the way from one station to the next
constexpr double kLeastGap = 14.0;
constexpr double kPadding = 4.0; ///< between a station's outline and its cells
constexpr double kGaugeWidth = 5.0;
constexpr double kFewestColumns = 6.0;
constexpr double kMostBelt = 16.0;
constexpr double kBeltShare = 0.16; ///< of the map's height
constexpr std::int64_t kMostCells = 1'000'000; ///< of a capacity that may have room
constexpr int kMostFreePlaces = 64; ///< beyond it they are no longer counted by eye
constexpr double kSlack = 1.35; ///< cells grow only when this times as many would fit

int cellsIn(double length, int pitch)
{
    return std::max(0, static_cast<int>(length) / pitch);
}

/// Cells that are taken or kept free, with those who wait on rows of their own.
int needed(int columns, int places, int waiting)
{
    if (columns <= 0 || waiting == 0)
        return places;
    return (places + columns - 1) / columns * columns + waiting;
}

} // namespace

void MapLayout::resize(const QSizeF& size)
{
    m_size = size;
    const double step = pitch();
    const double width = std::floor(std::min(step * kStationShare, step - kLeastGap));
    const double beltHeight = std::floor(std::clamp(size.height() * kBeltShare, 4.0, kMostBelt));
    m_belt = QRectF(0, std::floor((size.height() - beltHeight) / 2), size.width(), beltHeight);
    for (std::size_t index = 0; index < m_stations.size(); ++index) {
        Station& station = m_stations[index];
        station = {};
        const double left = std::floor(static_cast<double>(index) * step + (step - width) / 2);
        station.frame = QRectF(left, 0, width, std::floor(size.height()));
        station.room = station.frame.adjusted(kPadding, kPadding, -kPadding, -kPadding);
    }
    Station& channel = m_stations[static_cast<std::size_t>(MapStation::Channel)];
    channel.room.setRight(channel.room.right() - kGaugeWidth - 2);
    m_vesselRows = 0;
}

int MapLayout::largestPitch() const
{
    return std::max(kSmallestPitch, static_cast<int>(m_stations.front().room.width() / kFewestColumns));
}

int MapLayout::pitchFor(const Station& station, int freePlaces, const Demand& demand) const
{
    const auto fits = [&](int pitch, double slack) {
        const int columns = cellsIn(station.room.width(), pitch);
        const int room = columns * cellsIn(station.room.height(), pitch);
        return needed(columns, demand.inside + freePlaces, demand.waiting) * slack <= room;
    };
    for (const int pitch : kPitches) {
        const bool grows = station.pitch != 0 && pitch > station.pitch;
        if (pitch <= largestPitch() && fits(pitch, grows ? kSlack : 1.0))
            return pitch;
    }
    return 0;
}

int MapLayout::pitchFor(const QRectF& vessel, int capacity)
{
    int pitch = kPitches.front();
    while (pitch >= kSmallestPitch && cellsIn(vessel.width(), pitch) * cellsIn(vessel.height(), pitch) < capacity)
        --pitch;
    return pitch >= kSmallestPitch ? pitch : 0;
}

bool MapLayout::place(MapStation which, const OrderTokens& tokens, const Demand& demand)
{
    const OrderTokens::Station& told = tokens.at(which);
    Station& station = m_stations[static_cast<std::size_t>(which)];
    const Station before = station;
    const int known = demand.inside + demand.waiting;
    const bool isVessel = which == MapStation::Channel;
    const bool showsPlaces = tokens.known && !isVessel && told.inUse && told.limit > 0 && told.limit <= kMostFreePlaces;
    int freePlaces = showsPlaces ? static_cast<int>(std::max<std::int64_t>(0, told.limit - told.level)) : 0;

    int pitch = 0;
    if (isVessel && told.limit > 0 && told.limit < kMostCells)
        pitch = pitchFor(station.room, std::max(static_cast<int>(told.limit), known));
    const bool hasCapacity = pitch != 0;
    if (pitch == 0)
        pitch = pitchFor(station, freePlaces, demand);
    if (pitch == 0 && freePlaces > 0) {
        freePlaces = 0;
        pitch = pitchFor(station, freePlaces, demand);
    }
    station.block = told.total() > known || pitch == 0;
    station.pitch = pitch;
    station.columns = pitch == 0 ? 0 : cellsIn(station.room.width(), pitch);
    station.rows = pitch == 0 ? 0 : cellsIn(station.room.height(), pitch);
    const int rowsBefore = m_vesselRows;
    if (isVessel) {
        m_vesselRows = 0;
        if (hasCapacity)
            m_vesselRows = (static_cast<int>(told.limit) + station.columns - 1) / station.columns;
    }
    station.inside = demand.inside;
    station.freePlaces = station.block ? 0 : freePlaces;
    station.waitingFrom = needed(station.columns, station.inside + station.freePlaces, 1) - 1;
    return station.pitch != before.pitch || station.block != before.block || station.freePlaces != before.freePlaces
        || station.waitingFrom != before.waitingFrom || m_vesselRows != rowsBefore;
}

bool MapLayout::arrange(const OrderTokens& tokens, const Demands& demands)
{
    bool changed = false;
    for (std::size_t index = 0; index < m_stations.size(); ++index)
        changed |= place(static_cast<MapStation>(index), tokens, demands[index]);
    return changed;
}

QRectF MapLayout::vessel() const
{
    const Station& channel = at(MapStation::Channel);
    QRectF vessel = channel.frame;
    if (m_vesselRows > 0)
        vessel.setTop(channel.room.bottom() - m_vesselRows * channel.pitch - kPadding);
    return vessel;
}

QRectF MapLayout::gauge() const
{
    const QRectF inside = vessel().adjusted(0, kPadding, -kPadding, -kPadding);
    return {inside.right() - kGaugeWidth, inside.top(), kGaugeWidth, inside.height()};
}

QPointF MapLayout::middleOf(MapStation which, int cell) const
{
    const Station& station = at(which);
    if (station.columns == 0)
        return station.frame.center();
    const int row = cell / station.columns;
    const int along = cell % station.columns;
    const int column = row % 2 == 0 ? along : station.columns - 1 - along;
    const double margin = std::floor((station.room.width() - station.columns * station.pitch) / 2);
    return {station.room.left() + margin + (column + 0.5) * station.pitch,
        station.room.bottom() - (row + 0.5) * station.pitch};
}

int MapLayout::stationAt(double x) const
{
    const int index = static_cast<int>(x / std::max(1.0, pitch()));
    if (x < 0 || index >= kMapStationCount)
        return -1;
    const QRectF& frame = m_stations[static_cast<std::size_t>(index)].frame;
    return x >= frame.left() && x < frame.right() ? index : -1;
}

} // namespace ui
