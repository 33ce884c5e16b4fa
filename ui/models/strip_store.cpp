// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/strip_store.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

/// Gathers one line column by column. Points arrive in the order of time.
class ColumnWriter {
public:
    ColumnWriter(double from, double perColumn, bool holds, std::span<StripColumn> out)
        : m_from(from)
        , m_perColumn(perColumn)
        , m_holds(holds)
        , m_out(out)
    {
    }

    void add(double from, double to, float low, float high, float mean, float weight)
    {
        const auto first = columnOf(from);
        const auto last = columnOf(to);
        if (m_hasPrevious)
            join(first, from, mean);
        const float share = weight / static_cast<float>(last - first + 1);
        for (auto column = std::max<std::ptrdiff_t>(first, 0); column <= std::min(last, lastColumn()); ++column)
            put(column, low, high, mean, share);
        m_hasPrevious = true;
        m_previousColumn = last;
        m_previousTime = to;
        m_previousMean = mean;
    }

    void interrupt() { m_hasPrevious = false; }

private:
    static constexpr double kEdge = 1e-6; ///< of a column

    [[nodiscard]] std::ptrdiff_t lastColumn() const { return static_cast<std::ptrdiff_t>(m_out.size()) - 1; }

    [[nodiscard]] std::ptrdiff_t columnOf(double at) const
    {
        // A sample on the edge of two columns is in the later one, however it is rounded: a line that scrolls keeps its shape.
        const double column = std::floor((at - m_from) / m_perColumn + kEdge);
        return static_cast<std::ptrdiff_t>(std::clamp(column, -1.0, static_cast<double>(m_out.size())));
    }

    /// Columns without a point of their own, between the previous point and one at `at`.
    void join(std::ptrdiff_t upTo, double at, float mean)
    {
        for (auto column = std::max<std::ptrdiff_t>(m_previousColumn + 1, 0); column < std::min(upTo, lastColumn() + 1);
             ++column) {
            const double middle = m_from + (static_cast<double>(column) + 0.5) * m_perColumn;
            const double way = std::clamp((middle - m_previousTime) / (at - m_previousTime), 0.0, 1.0);
            const float value =
                m_holds ? m_previousMean : m_previousMean + static_cast<float>(way) * (mean - m_previousMean);
            put(column, value, value, value, 1);
        }
    }

    void put(std::ptrdiff_t column, float low, float high, float mean, float weight)
    {
        StripColumn& out = m_out[static_cast<std::size_t>(column)];
        if (column != m_openColumn) {
            m_openColumn = column;
            m_openWeight = weight;
            out = {low, high, mean};
            return;
        }
        out.low = std::min(out.low, low);
        out.high = std::max(out.high, high);
        out.mean = m_holds ? mean : (out.mean * m_openWeight + mean * weight) / (m_openWeight + weight);
        m_openWeight += weight;
    }

    double m_from;
    double m_perColumn;
    bool m_holds;
    std::span<StripColumn> m_out;
    std::ptrdiff_t m_openColumn = -1; ///< only the latest column can still get another point
    float m_openWeight = 0;
    bool m_hasPrevious = false;
    std::ptrdiff_t m_previousColumn = -1;
    double m_previousTime = 0;
    float m_previousMean = 0;
};

} // namespace

void StripStore::Thin::merge(const Thin& other)
{
    if (other.weight <= 0)
        return;
    if (weight <= 0) {
        *this = other;
        return;
    }
    low = std::min(low, other.low);
    high = std::max(high, other.high);
    mean = (mean * weight + other.mean * other.weight) / (weight + other.weight);
    weight += other.weight;
}

StripStore::StripStore()
    : m_recentTimes(kRecent)
    , m_recent(kRecent)
    , m_thinnedSpans(kThinned)
    , m_thinned(kThinned)
{
}

void StripStore::clear()
{
    m_recentFirst = 0;
    m_recentCount = 0;
    m_thinnedCount = 0;
    m_stride = kFirstStride;
    m_inLast = 0;
}

void StripStore::add(double at, const StripSample& sample)
{
    if (!empty() && at < last())
        return;
    if (empty() || at > last()) {
        if (m_recentCount == kRecent)
            thinOldest();
        ++m_recentCount;
    }
    const std::size_t slot = recentSlot(m_recentCount - 1);
    m_recentTimes[slot] = at;
    m_recent[slot] = sample;
}

double StripStore::first() const
{
    return empty() ? std::numeric_limits<double>::quiet_NaN() : span(0).from;
}

double StripStore::last() const
{
    return empty() ? std::numeric_limits<double>::quiet_NaN() : m_recentTimes[recentSlot(m_recentCount - 1)];
}

void StripStore::thinOldest()
{
    const double at = m_recentTimes[m_recentFirst];
    const StripSample& sample = m_recent[m_recentFirst];
    if (m_thinnedCount == 0 || m_inLast == m_stride) {
        if (m_thinnedCount == kThinned)
            halve();
        m_thinnedSpans[m_thinnedCount] = {at, at};
        m_thinned[m_thinnedCount] = {};
        ++m_thinnedCount;
        m_inLast = 0;
    }
    m_thinnedSpans[m_thinnedCount - 1].to = at;
    ThinSample& thin = m_thinned[m_thinnedCount - 1];
    for (std::size_t series = 0; series < sample.size(); ++series) {
        const float value = sample[series];
        if (!std::isnan(value))
            thin[series].merge({value, value, value, 1});
    }
    ++m_inLast;
    m_recentFirst = recentSlot(1);
    --m_recentCount;
}

void StripStore::halve()
{
    static_assert(kThinned % 2 == 0);
    for (std::size_t pair = 0; pair < kThinned / 2; ++pair) {
        ThinSample together = m_thinned[2 * pair];
        for (std::size_t series = 0; series < together.size(); ++series)
            together[series].merge(m_thinned[2 * pair + 1][series]);
        m_thinned[pair] = together;
        m_thinnedSpans[pair] = {m_thinnedSpans[2 * pair].from, m_thinnedSpans[2 * pair + 1].to};
    }
    m_thinnedCount = kThinned / 2;
    m_stride *= 2;
}

StripStore::Span StripStore::span(std::size_t point) const
{
    if (point < m_thinnedCount)
        return m_thinnedSpans[point];
    const double at = m_recentTimes[recentSlot(point - m_thinnedCount)];
    return {at, at};
}

StripStore::Thin StripStore::thin(std::size_t point, StripSeries::Id series) const
{
    if (point < m_thinnedCount)
        return m_thinned[point][static_cast<std::size_t>(series)];
    const float value = m_recent[recentSlot(point - m_thinnedCount)][static_cast<std::size_t>(series)];
    return {value, value, value, std::isnan(value) ? 0.0F : 1.0F};
}

std::size_t StripStore::firstNotBefore(double at) const
{
    std::size_t low = 0;
    std::size_t high = pointCount();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (span(middle).to < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void StripStore::columns(StripSeries::Id series, double from, double perColumn, std::span<StripColumn> out) const
{
    std::ranges::fill(out, StripColumn());
    if (out.empty() || !(perColumn > 0))
        return;
    const double end = from + perColumn * static_cast<double>(out.size());
    ColumnWriter writer(from, perColumn, StripSeries::isLimit(series), out);
    const std::size_t first = firstNotBefore(from);
    // One point more on each side: the line comes from somewhere and goes on.
    for (std::size_t point = first > 0 ? first - 1 : 0; point < pointCount(); ++point) {
        const Span when = span(point);
        const Thin what = thin(point, series);
        if (what.weight > 0)
            writer.add(when.from, when.to, what.low, what.high, what.mean, what.weight);
        else
            writer.interrupt();
        if (when.from >= end)
            break;
    }
}

float StripStore::valueAt(StripSeries::Id series, double at) const
{
    if (empty() || std::isnan(at) || at < first())
        return StripColumn::kNothing;
    std::size_t point = firstNotBefore(at);
    if (point == pointCount() || span(point).from > at)
        --point;
    return thin(point, series).mean;
}

} // namespace ui
