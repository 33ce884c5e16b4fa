// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/items/strip_source.h"
#include "ui/models/strip_series.h"

#include <cstddef>
#include <span>
#include <vector>

namespace ui {

/// Samples of all series over time, in memory that does not grow: the latest in full, older ones thinned.
///
/// Model    the latest kRecent samples are kept as they are. Older ones are put together, `stride` samples at a time,
///          into low, high and mean; when kThinned of those are full each two become one and the stride doubles. So
///          the whole time stays covered, 14 minutes of it finely at 20 samples a second.
/// Bounds   about 900 KiB, taken when it is made
/// Units    seconds; a sample must not be older than the one before it (such a one is left out), and one of the same
///          time takes its place
/// Threads  one owner
class StripStore {
public:
    static constexpr std::size_t kRecent = 1200;
    static constexpr std::size_t kThinned = 2048;
    static constexpr int kFirstStride = 8;

    StripStore();

    void clear();
    void add(double at, const StripSample& sample);

    [[nodiscard]] bool empty() const { return m_recentCount == 0; }
    [[nodiscard]] double first() const; ///< NaN while empty
    [[nodiscard]] double last() const; ///< NaN while empty
    [[nodiscard]] std::size_t pointCount() const { return m_thinnedCount + m_recentCount; }
    [[nodiscard]] int stride() const { return m_stride; } ///< samples in a full thinned point

    /// As StripSource::columns says. Columns between two samples lie on the line between them, or at the value of the
    /// first for a limit; the mean of a limit is its latest value. A sample without a value interrupts the line.
    void columns(StripSeries::Id series, double from, double perColumn, std::span<StripColumn> out) const;
    /// Of the last sample that is not later than `at`; NaN if there is none.
    [[nodiscard]] float valueAt(StripSeries::Id series, double at) const;

private:
    struct Thin {
        float low = StripColumn::kNothing;
        float high = StripColumn::kNothing;
        float mean = StripColumn::kNothing;
        float weight = 0; ///< samples that had a value

        void merge(const Thin& other);
    };
    struct Span {
        double from = 0;
        double to = 0;
    };
    using ThinSample = std::array<Thin, StripSeries::kCount>;

    [[nodiscard]] std::size_t recentSlot(std::size_t index) const { return (m_recentFirst + index) % kRecent; }
    [[nodiscard]] Span span(std::size_t point) const;
    [[nodiscard]] Thin thin(std::size_t point, StripSeries::Id series) const;
    [[nodiscard]] std::size_t firstNotBefore(double at) const; ///< the first point that ends at `at` or later
    void thinOldest();
    void halve();

    std::vector<double> m_recentTimes;
    std::vector<StripSample> m_recent;
    std::size_t m_recentFirst = 0;
    std::size_t m_recentCount = 0;
    std::vector<Span> m_thinnedSpans;
    std::vector<ThinSample> m_thinned;
    std::size_t m_thinnedCount = 0;
    int m_stride = kFirstStride;
    int m_inLast = 0; ///< samples in the last thinned point
};

} // namespace ui
