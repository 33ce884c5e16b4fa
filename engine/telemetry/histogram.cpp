// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>

namespace engine {

Histogram::Histogram()
    : m_buckets(kBuckets)
    , m_groups(kBuckets / kGroup)
{
}

void Histogram::record(std::int64_t value, std::int64_t count) noexcept
{
    if (count <= 0)
        return;
    value = std::max<std::int64_t>(value, 0);
    m_min = m_count == 0 ? value : std::min(m_min, value);
    m_max = std::max(m_max, value);
    m_count += count;
    m_sum += static_cast<double>(value) * static_cast<double>(count);
    const std::size_t index = indexOf(std::min(value, kHighest));
    m_buckets[index] += count;
    m_groups[index / kGroup] += count;
}

void Histogram::merge(const Histogram& other) noexcept
{
    if (other.m_count == 0)
        return;
    m_min = m_count == 0 ? other.m_min : std::min(m_min, other.m_min);
    m_max = std::max(m_max, other.m_max);
    m_count += other.m_count;
    m_sum += other.m_sum;
    std::ranges::transform(m_buckets, other.m_buckets, m_buckets.begin(), std::plus{});
    std::ranges::transform(m_groups, other.m_groups, m_groups.begin(), std::plus{});
}

void Histogram::reset() noexcept
{
    std::ranges::fill(m_buckets, 0);
    std::ranges::fill(m_groups, 0);
    m_count = m_min = m_max = 0;
    m_sum = 0;
}

std::int64_t Histogram::valueAtPercentile(double percentile, const Counts& then) const noexcept
{
    const std::int64_t total = count(then);
    if (total <= 0)
        return 0;
    // nextafter: 7 % of 100 values is the 7th, although 0.07 * 100 is a little more than 7 in floating point.
    const double share = std::nextafter(std::clamp(percentile, 0.0, 100.0), 0.0);
    const auto rank = std::clamp<std::int64_t>(
        static_cast<std::int64_t>(std::ceil(share * static_cast<double>(total) / 100.0)), 1, total);
    if (rank == total && then.count == 0)
        return m_max;

    std::int64_t below = 0;
    std::size_t group = 0;
    std::size_t usedThen = 0; // groups before this one that were in use then
    const auto sumThen = [&then](std::size_t index) { return then.groups.empty() ? 0 : then.groups[index]; };
    for (;; ++group) {
        const std::int64_t more = m_groups[group] - sumThen(group);
        if (below + more >= rank)
            break;
        below += more;
        usedThen += sumThen(group) > 0 ? 1 : 0;
    }
    const bool hadSome = sumThen(group) > 0;
    for (std::size_t index = 0;; ++index) {
        const std::int64_t before = hadSome ? then.buckets[usedThen * kGroup + index] : 0;
        below += m_buckets[group * kGroup + index] - before;
        if (below >= rank)
            return std::clamp(middleOf(group * kGroup + index), m_min, m_max);
    }
}

double Histogram::mean(const Counts& then) const noexcept
{
    const std::int64_t total = count(then);
    return total <= 0 ? 0 : (m_sum - then.sum) / static_cast<double>(total);
}

Histogram::Counts Histogram::counts() const
{
    Counts counts;
    if (m_count == 0)
        return counts;
    counts.count = m_count;
    counts.sum = m_sum;
    counts.groups = m_groups;
    for (std::size_t group = 0; group < m_groups.size(); ++group) {
        if (m_groups[group] > 0) {
            const auto first = m_buckets.begin() + static_cast<std::ptrdiff_t>(group * kGroup);
            counts.buckets.insert(counts.buckets.end(), first, first + static_cast<std::ptrdiff_t>(kGroup));
        }
    }
    return counts;
}

/// Values of up to 11 bits are their own index; beyond, the top 11 bits count within the octave that `shift` numbers.
std::size_t Histogram::indexOf(std::int64_t value) noexcept
{
    const auto bits = static_cast<std::uint64_t>(value);
    const int shift = std::max(0, static_cast<int>(std::bit_width(bits)) - (kOctaveBits + 1));
    return static_cast<std::size_t>(shift) * kOctave + static_cast<std::size_t>(bits >> shift);
}

std::int64_t Histogram::middleOf(std::size_t index) noexcept
{
    const std::size_t shift = index < 2 * kOctave ? 0 : index / kOctave - 1;
    const std::int64_t lowest = static_cast<std::int64_t>(index - shift * kOctave) << shift;
    const std::int64_t width = std::int64_t{1} << shift;
    return lowest + (width - 1) / 2;
}

} // namespace engine
