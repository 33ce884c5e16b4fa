// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace engine {

/// The fewest and the most threads that a pool may be given.
///
/// Model    1 <= min <= max <= kHighest. A limit that is forced by configuration has its value, and no other is
/// accepted Errors   the constructor moves limits into range; the setters answer false, and nothing changes Threads one
/// owner Source   semantics LM-1, LM-2
class ThreadLimits {
public:
    static constexpr int kHighest = 32'767;

    ThreadLimits(int min, int max);
    [[nodiscard]] static ThreadLimits forced(
        std::optional<int> min, std::optional<int> max, int defaultMin, int defaultMax);

    [[nodiscard]] int min() const { return m_min; }
    [[nodiscard]] int max() const { return m_max; }
    /// 0 is stored as 1.
    bool setMin(int threads);
    /// More than kHighest is stored as kHighest.
    bool setMax(int threads);

private:
    int m_min;
    int m_max;
    std::optional<int> m_forcedMin;
    std::optional<int> m_forcedMax;
};

} // namespace engine
