// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace engine {

/// The distribution of durations, to three significant digits.
///
/// Model    log-linear: values below 2048 have a bucket each; above, every octave [2^k, 2^(k+1)) has 1024 buckets of
///          equal width. A percentile is the middle of the bucket that holds the value of that rank (nearest rank: the
///          smallest value that at least p percent of the values do not exceed), kept within [min, max].
/// Units    nanoseconds, as far as it matters
/// Bounds   a percentile is within 0.05 % of the exact one while no value is above kHighest (2^42 - 1 ns, 73 minutes).
///          Values above share the last bucket, values below 0 count as 0; max is exact for all of them.
///          Memory is fixed: 33,924 counters of 8 bytes, 265 KiB. record costs a few ns, a percentile at most
///          400 steps. Counts take 1 KiB, and 2 KiB for each group of 256 buckets that is in use.
/// Errors   none; a count of 0 or less is ignored. After reset(), counts that were taken before mean nothing.
/// Threads  one owner
/// Source   G. Tene, HdrHistogram, 2012 (the bucket layout); engine/decisions/0002-own-histogram.md says why our own
class Histogram {
public:
    static constexpr std::int64_t kHighest = (std::int64_t{1} << 42) - 1;

    /// What a histogram held at one time, so that what came later can be told from it. As it is made: nothing.
    class Counts {
        friend class Histogram;
        std::vector<std::int64_t> groups; ///< a sum for each group, or empty where nothing was recorded
        std::vector<std::int64_t> buckets; ///< of the groups that are not empty, one after the other
        std::int64_t count = 0;
        double sum = 0;
    };

    Histogram();

    void record(std::int64_t value) noexcept { record(value, 1); }
    void record(std::int64_t value, std::int64_t count) noexcept;
    void merge(const Histogram& other) noexcept;
    void reset() noexcept;

    [[nodiscard]] std::int64_t count() const noexcept { return m_count; }
    [[nodiscard]] std::int64_t min() const noexcept { return m_min; } ///< 0 while empty
    [[nodiscard]] std::int64_t max() const noexcept { return m_max; } ///< 0 while empty
    /// `percentile` is clamped to 0..100; 0 while empty. 100 gives max().
    [[nodiscard]] std::int64_t valueAtPercentile(double percentile) const noexcept { return valueAtPercentile(percentile, {}); }
    [[nodiscard]] double mean() const noexcept { return mean({}); } ///< 0 while empty

    [[nodiscard]] Counts counts() const;
    // The same for what was recorded after `then`, which counts() of this histogram gave; 100 % is the middle of a bucket.
    [[nodiscard]] std::int64_t count(const Counts& then) const noexcept { return m_count - then.count; }
    [[nodiscard]] std::int64_t valueAtPercentile(double percentile, const Counts& then) const noexcept;
    [[nodiscard]] double mean(const Counts& then) const noexcept;

private:
    static constexpr int kOctaveBits = 10;
    static constexpr std::size_t kOctave = std::size_t{1} << kOctaveBits;
    static constexpr std::size_t kBuckets = (42 - kOctaveBits + 1) * kOctave;
    static constexpr std::size_t kGroup = 256; ///< buckets that share a sum, so that a percentile need not visit all
    static_assert(kBuckets % kGroup == 0);

    static std::size_t indexOf(std::int64_t value) noexcept;
    static std::int64_t middleOf(std::size_t index) noexcept;

    std::vector<std::int64_t> m_buckets;
    std::vector<std::int64_t> m_groups;
    std::int64_t m_count = 0;
    std::int64_t m_min = 0;
    std::int64_t m_max = 0;
    double m_sum = 0;
};

} // namespace engine
