// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/token_motion.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace ui {

namespace {

/// An order that has ended and a call made for it that has not are two tokens.
std::pair<std::uint64_t, bool> keyOf(const OrderToken& token)
{
    return {token.order, token.state == TokenState::Orphaned};
}

bool isBefore(const OrderToken& left, const OrderToken& right)
{
    return keyOf(left) < keyOf(right);
}

std::size_t indexOf(MapStation station)
{
    return static_cast<std::size_t>(station);
}

float easeOut(float share)
{
    const float rest = 1 - share;
    return 1 - rest * rest;
}

/// Orders do not all go in one line on the belt: each has its own lane, always the same.
float laneOf(std::uint64_t order, const QRectF& belt)
{
    constexpr std::uint64_t kLanes = 5;
    const auto lane = static_cast<float>(order * 3 % kLanes);
    return static_cast<float>(belt.top() + belt.height() * (0.5 + static_cast<double>(lane)) / static_cast<double>(kLanes));
}

void addCorner(TokenMotion::Body& body, float x, float y)
{
    const auto& last = body.way[body.corners - 1U];
    body.length += std::hypot(x - last[0], y - last[1]);
    body.way[body.corners++] = {x, y};
}

void standStill(TokenMotion::Body& body)
{
    body.x = body.toX;
    body.y = body.toY;
    body.lastsMs = 0;
}

void moveOn(TokenMotion::Body& body)
{
    float left = body.length * easeOut(body.elapsedMs / body.lastsMs);
    for (std::size_t corner = 1; corner < body.corners; ++corner) {
        const auto& from = body.way[corner - 1];
        const auto& to = body.way[corner];
        const float leg = std::hypot(to[0] - from[0], to[1] - from[1]);
        if (left <= leg || corner + 1 == body.corners) {
            const float share = leg > 0 ? std::min(1.0F, left / leg) : 1.0F;
            body.x = from[0] + (to[0] - from[0]) * share;
            body.y = from[1] + (to[1] - from[1]) * share;
            return;
        }
        left -= leg;
    }
}

} // namespace

bool TokenMotion::join(std::vector<OrderToken> tokens)
{
    if (!std::is_sorted(tokens.begin(), tokens.end(), isBefore))
        std::stable_sort(tokens.begin(), tokens.end(), isBefore);
    std::vector<Body> joined;
    joined.reserve(tokens.size());
    m_arrived.assign(tokens.size(), false);
    m_stationBefore.resize(tokens.size());
    bool changed = false;
    auto old = m_bodies.cbegin();
    for (const OrderToken& token : tokens) {
        for (; old != m_bodies.cend() && isBefore(old->token, token); ++old)
            changed = true; // it is gone
        const std::size_t index = joined.size();
        if (old != m_bodies.cend() && !isBefore(token, old->token)) {
            joined.push_back(*old++);
            changed = changed || joined.back().token.state != token.state;
            m_stationBefore[index] = joined.back().token.station;
        } else {
            joined.emplace_back();
            m_arrived[index] = true;
            m_stationBefore[index] = token.station;
            changed = true;
        }
        joined.back().token = token;
    }
    changed = changed || old != m_bodies.cend();
    m_bodies = std::move(joined);
    return changed;
}

void TokenMotion::queueUp(const MapLayout& layout)
{
    for (std::size_t station = 0; station < m_queues.size(); ++station) {
        const auto rank = [&](std::uint32_t index) {
            const OrderToken& token = m_bodies[index].token;
            return std::tuple(waitsForPlace(token.station, token.state), token.sinceMs, token.order);
        };
        if (!layout.at(static_cast<MapStation>(station)).block)
            std::sort(m_queues[station].begin(), m_queues[station].end(),
                [&](std::uint32_t left, std::uint32_t right) { return rank(left) < rank(right); });
    }
}

bool TokenMotion::show(const OrderTokens& tokens, MapLayout& layout, bool jump)
{
    bool changed = join(tokens.tokens ? *tokens.tokens : std::vector<OrderToken>());

    MapLayout::Demands demands {};
    for (auto& queue : m_queues)
        queue.clear();
    for (std::size_t index = 0; index < m_bodies.size(); ++index) {
        const OrderToken& token = m_bodies[index].token;
        auto& demand = demands[indexOf(token.station)];
        ++(waitsForPlace(token.station, token.state) ? demand.waiting : demand.inside);
        m_queues[indexOf(token.station)].push_back(static_cast<std::uint32_t>(index));
    }
    changed |= layout.arrange(tokens, demands);
    queueUp(layout);

    m_moving = 0;
    for (std::size_t which = 0; which < m_queues.size(); ++which) {
        const auto station = static_cast<MapStation>(which);
        const MapLayout::Station& place = layout.at(station);
        const bool turned = std::exchange(m_blocks[which], place.block) != place.block;
        int cell = 0;
        for (const std::uint32_t index : m_queues[which]) {
            Body& body = m_bodies[index];
            if (cell == place.inside)
                cell = place.waitingFrom;
            const bool stays = m_stationBefore[index] == station && !m_arrived[index];
            if (m_arrived[index]) { // over the belt before its station
                body.x = static_cast<float>(place.frame.left());
                body.y = laneOf(body.token.order, layout.belt());
                body.pitch = static_cast<std::int16_t>(std::max(place.pitch, MapLayout::kSmallestPitch));
            }
            const QPointF middle = place.block ? QPointF(place.frame.center().x(), layout.belt().center().y())
                                               : layout.middleOf(station, cell++);
            changed |= send(body, layout, middle, jump || (stays && (turned || place.block)));
            body.hidden = place.block;
            m_moving += body.moves() ? 1 : 0;
        }
    }
    return changed;
}

bool TokenMotion::send(Body& body, const MapLayout& layout, QPointF middle, bool jump)
{
    const MapLayout::Station& goal = layout.at(body.token.station);
    const auto toX = static_cast<float>(middle.x());
    const auto toY = static_cast<float>(middle.y());
    const auto pitch = static_cast<std::int16_t>(std::max(goal.pitch, MapLayout::kSmallestPitch));
    const bool sameGoal = body.toX == toX && body.toY == toY && body.pitch == pitch;
    if (sameGoal && !(jump && body.moves()))
        return false;
    body.pitchFrom = body.pitch;
    body.pitch = pitch;
    body.toX = toX;
    body.toY = toY;
    if (jump) {
        standStill(body);
        return true;
    }
    const float lane = laneOf(body.token.order, layout.belt());
    const auto inlet = static_cast<float>(goal.frame.left());
    body.way[0] = {body.x, body.y};
    body.corners = 1;
    body.length = 0;
    body.elapsedMs = 0;
    body.lastsMs = kStepMs;
    if (body.x < inlet) {
        const int from = layout.stationAt(body.x);
        if (from >= 0)
            addCorner(body, static_cast<float>(layout.at(static_cast<MapStation>(from)).frame.right()), lane);
        addCorner(body, inlet, lane);
        body.lastsMs = kWayMs;
    }
    addCorner(body, toX, toY);
    return true;
}

bool TokenMotion::advance(float elapsedMs)
{
    if (m_moving == 0)
        return false;
    m_moving = 0;
    for (Body& body : m_bodies) {
        if (!body.moves())
            continue;
        body.elapsedMs += elapsedMs;
        if (body.elapsedMs >= body.lastsMs) {
            standStill(body);
        } else {
            moveOn(body);
            ++m_moving;
        }
    }
    return true;
}

const TokenMotion::Body* TokenMotion::find(std::uint64_t order) const
{
    const auto found = std::lower_bound(m_bodies.begin(), m_bodies.end(), order,
        [](const Body& body, std::uint64_t wanted) { return body.token.order < wanted; });
    return found != m_bodies.end() && found->token.order == order ? &*found : nullptr;
}

const TokenMotion::Body* TokenMotion::nearest(QPointF point, double within) const
{
    const Body* best = nullptr;
    double bestDistance = within;
    for (const Body& body : m_bodies) {
        if (!body.seen())
            continue;
        const double distance = std::hypot(body.x - point.x(), body.y - point.y());
        if (distance < bestDistance) {
            best = &body;
            bestDistance = distance;
        }
    }
    return best;
}

} // namespace ui
