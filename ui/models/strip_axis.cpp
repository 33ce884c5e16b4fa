// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/strip_axis.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

constexpr std::array kRoundLengths {10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 1800.0, 3600.0};
constexpr double kHour = 3600.0;

double roundLength(double atLeast)
{
    const auto* const found = std::ranges::lower_bound(kRoundLengths, atLeast);
    return found != kRoundLengths.end() ? *found : std::ceil(atLeast / kHour) * kHour;
}

} // namespace

StripAxis::StripAxis(QObject* parent)
    : QObject(parent)
{
}

void StripAxis::setSource(StripSource* source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    if (m_source)
        connect(m_source, &StripSource::changed, this, &StripAxis::follow);
    Q_EMIT sourceChanged();
    follow();
}

void StripAxis::setWindow(double seconds)
{
    m_window = seconds;
    m_live = true;
    follow();
    Q_EMIT axisChanged();
}

double StripAxis::liveLength() const
{
    const double age = m_source ? m_source->lastSeconds() - m_source->firstSeconds() : 0;
    const double holdsAll = roundLength(std::isnan(age) ? 0 : age);
    return m_window > 0 ? std::min(m_window, holdsAll) : holdsAll;
}

void StripAxis::follow()
{
    if (!m_source)
        return;
    const double first = m_source->firstSeconds();
    const double last = m_source->lastSeconds();
    if (m_live || m_from > last || m_to < first || std::isnan(last)) { // another run has begun meanwhile
        m_live = true;
        const double to = std::isnan(last) ? 0 : last;
        setRange(to - liveLength(), to);
    }
}

void StripAxis::setRange(double from, double to)
{
    if (from == m_from && to == m_to)
        return;
    m_from = from;
    m_to = to;
    if (pinned() && (m_pinnedAt < from || m_pinnedAt > to))
        m_reading = Reading::None;
    Q_EMIT axisChanged();
    Q_EMIT readingChanged();
}

double StripAxis::readAt() const
{
    switch (m_reading) {
    case Reading::Hovered:
        return std::max(m_from + m_hoverFraction * (m_to - m_from), m_source->firstSeconds());
    case Reading::Pinned:
        return m_pinnedAt;
    default:
        return m_to;
    }
}

double StripAxis::readFraction() const
{
    return m_to > m_from ? (readAt() - m_from) / (m_to - m_from) : 1;
}

void StripAxis::goLive()
{
    m_live = true;
    m_reading = Reading::None;
    follow();
    Q_EMIT axisChanged();
    Q_EMIT readingChanged();
}

void StripAxis::panBy(double fraction)
{
    if (!m_source || std::isnan(m_source->lastSeconds()))
        return;
    const double length = m_to - m_from;
    // The axis keeps an end of the run in view.
    const double latest = m_source->lastSeconds();
    const double to = std::clamp(m_to + fraction * length, std::min(m_source->firstSeconds() + length, latest), latest);
    m_live = to >= latest;
    setRange(to - length, to);
    Q_EMIT axisChanged();
}

void StripAxis::zoom(double factor, double fraction)
{
    if (!m_source || std::isnan(m_source->lastSeconds()) || !(factor > 0))
        return;
    const double first = m_source->firstSeconds();
    const double latest = m_source->lastSeconds();
    const double longest = std::max(roundLength(latest - first), kShortest);
    const double length = std::clamp((m_to - m_from) * factor, kShortest, longest);
    const double anchor = m_from + fraction * (m_to - m_from);
    const double to = std::clamp(anchor + (1 - fraction) * length, std::min(first + length, latest), latest);
    m_live = false;
    setRange(to - length, to);
    Q_EMIT axisChanged();
}

void StripAxis::hover(double fraction)
{
    if (pinned())
        return;
    m_reading = Reading::Hovered;
    m_hoverFraction = std::clamp(fraction, 0.0, 1.0);
    Q_EMIT readingChanged();
}

void StripAxis::unhover()
{
    if (m_reading == Reading::Hovered)
        stopReading();
}

void StripAxis::pin(double at)
{
    if (!m_source || std::isnan(m_source->lastSeconds()) || std::isnan(at))
        return;
    m_reading = Reading::Pinned;
    m_pinnedAt = std::clamp(at, m_source->firstSeconds(), m_source->lastSeconds());
    if (m_pinnedAt < m_from || m_pinnedAt > m_to)
        panBy((m_pinnedAt - (m_from + m_to) / 2) / (m_to - m_from));
    Q_EMIT readingChanged();
}

void StripAxis::stopReading()
{
    if (m_reading == Reading::None)
        return;
    m_reading = Reading::None;
    Q_EMIT readingChanged();
}

} // namespace ui
